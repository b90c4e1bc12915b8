import { describe, expect, it } from 'vitest';
import { createAnswerLedger } from '../../src/contract/answers.js';
import type { Exchange } from '../../src/http/exchange.js';
import { answered, petModel } from './contract-fixture.js';

const ID = '11111111-1111-4111-8111-111111111111';
const PET = { id: ID, name: 'Rex', bornAt: '2024-01-01T00:00:00.000Z', colour: 'RED', ownerId: ID };
const OWNER = { id: ID, movedAt: '2024-01-01T00:00:00.000Z' };

function signatures(...exchanges: Exchange[]): string[] {
  const ledger = createAnswerLedger(petModel());
  for (const exchange of exchanges) ledger.observe(exchange);
  return ledger.mismatches().map((mismatch) => `${mismatch.kind} ${mismatch.signature}`);
}

describe('answers that keep the document', () => {
  it('give no mismatch and are counted', () => {
    const ledger = createAnswerLedger(petModel());
    ledger.observe(answered('POST', '/rest/pets', 201, { data: { createPet: PET } }));
    ledger.observe(answered('GET', `/rest/pets/${ID}?depth=1`, 200, { data: { pet: { ...PET, owner: OWNER } } }));
    ledger.observe(answered('GET', `/rest//owners/${ID}`, 200, { data: { owner: OWNER } }));
    expect(ledger.mismatches()).toEqual([]);
    expect(ledger.observed()).toEqual({ operations: 2, answers: 3 });
  });

  it('are found where they hold a property that the document does not describe', () => {
    expect(signatures(answered('GET', `/rest/pets/${ID}`, 200, { data: { pet: { ...PET, searchVector: 'x' } } }))).toEqual(['undocumented-property a record with searchVector']);
  });
});

describe('a schema mismatch', () => {
  it('is one cause for all objects and fields of a type', () => {
    const ledger = createAnswerLedger(petModel());
    ledger.observe(answered('POST', '/rest/pets', 201, { data: { createPet: { ...PET, bornAt: null } } }));
    ledger.observe(answered('POST', '/rest/owners', 201, { data: { createOwner: { ...OWNER, movedAt: null } } }));
    expect(ledger.mismatches()).toMatchObject([
      { kind: 'schema', signature: 'createOne: DATE_TIME is null, document says string', count: 2, objects: ['owners', 'pets'] },
    ]);
  });

  it('has the same name for every element of a list and is counted once for an answer', () => {
    const ledger = createAnswerLedger(petModel());
    ledger.observe(answered('GET', '/rest/pets', 200, { data: { pets: [{ ...PET, ownerId: null }, { ...PET, ownerId: null }] } }));
    expect(ledger.mismatches()).toMatchObject([{ signature: 'findMany: RELATION key is null, document says string', count: 1 }]);
  });

  it('has the same name in a related record as in the record itself', () => {
    expect(signatures(answered('GET', `/rest/pets/${ID}`, 200, { data: { pet: { ...PET, owner: { ...OWNER, movedAt: null } } } }))).toEqual([
      'schema findOne: DATE_TIME is null, document says string',
    ]);
  });

  it('tells a related record that is null once', () => {
    expect(signatures(answered('GET', `/rest/pets/${ID}`, 200, { data: { pet: { ...PET, owner: null } } }))).toEqual([
      'schema findOne: RELATION MANY_TO_ONE is null, document says object',
    ]);
  });

  it('is found where the answer stands under another key than documented', () => {
    expect(signatures(answered('POST', '/rest/pets', 201, { data: { createPets: PET } }))).toEqual([
      'schema createOne: data lacks the documented property create{Object}',
      'schema createOne: data has the undocumented property create{Objects}',
    ]);
  });

  it('is found where the answer is a bare list', () => {
    expect(signatures(answered('GET', '/rest/pets', 200, [PET]))).toEqual(['schema findMany: the answer is array, document says object']);
  });

  it('is found in a value outside the documented options', () => {
    expect(signatures(answered('GET', `/rest/pets/${ID}`, 200, { data: { pet: { ...PET, colour: 'PINK' } } }))).toEqual([
      'schema findOne: SELECT is a string that document does not list',
    ]);
  });

  it('of a refusal is one cause for all operations', () => {
    expect(signatures(answered('GET', '/rest/pets', 400, { message: 'no' }), answered('POST', '/rest/owners', 400, { message: 'no' }))).toEqual([
      'schema any refusal with 400: the answer lacks the documented property messages',
      'undocumented-property a refusal with 400',
    ]);
  });
});

describe('other mismatches', () => {
  it('a status that the document does not list', () => {
    expect(signatures(answered('GET', '/rest/pets', 403, {}), answered('GET', '/rest/owners', 403, {}))).toEqual(['status findMany: 403']);
  });

  it('a media type that the document does not list', () => {
    expect(signatures(answered('GET', '/rest/pets', 200, {}, 'text/html'))).toEqual(['media-type findMany: the answer is text/html, document says application/json']);
  });

  it('a success of an operation that the document does not have', () => {
    expect(signatures(answered('PUT', `/rest/pets/${ID}`, 200, {}))).toEqual(['undocumented-operation PUT /{objects}/{id}']);
  });
});

describe('what is no mismatch', () => {
  it.each([
    ['a refusal of an operation that the document does not have', answered('PUT', `/rest/pets/${ID}`, 400, {})],
    ['an object that was made after the document was fetched', answered('GET', '/rest/gizmos', 200, {})],
    ['an answer of the rate limit', answered('GET', '/rest/pets', 429, {})],
    ['an answer of a gateway', answered('GET', '/rest/pets', 502, {})],
    ['an answer of GraphQL', answered('POST', '/graphql', 200, {})],
    ['a preflight', answered('OPTIONS', '/rest/pets', 204, {})],
    ['the document itself', answered('GET', '/rest/open-api/core', 200, {})],
  ])('%s', (_name, exchange) => {
    expect(signatures(exchange)).toEqual([]);
  });

  it('anything where the instance serves no document', () => {
    const ledger = createAnswerLedger({ ...petModel(), openapi: { core: null, metadata: null } });
    ledger.observe(answered('GET', '/rest/pets', 200, {}));
    expect(ledger.observed()).toEqual({ operations: 0, answers: 0 });
  });
});
