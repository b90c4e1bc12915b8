import type { Forward, WireRequest, WireResponse } from '../../src/faults/fault.js';
import type { ReferenceServer } from '../../src/reference/server.js';

/** An exchange that went through, in the order of the sample. */
export interface SampleExchange {
  request: WireRequest;
  response: WireResponse;
}

type Key = 'ADMIN_KEY' | 'RESTRICTED_KEY' | 'OTHER_WORKSPACE_KEY' | 'REVOKED_KEY' | 'EXPIRED_KEY';
type Send = (method: string, path: string, body?: unknown, authorization?: string, more?: Record<string, string>) => Promise<WireResponse>;

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const filter = (text: string, rest = '') => `?filter=${encodeURIComponent(text)}${rest}`;
const jsonOf = (response: WireResponse) => JSON.parse(response.body) as Record<string, never>;
/** The first text in a body that stands for this key. */
const found = (response: WireResponse, key: string) => new RegExp(`"${key}":"([^"]*)"`).exec(response.body)?.[1] ?? '';

/** What a client does with an instance, in parts: at least one exchange of every kind that a fault may touch. */
export const PARTS = ['credentials', 'records', 'queries', 'graphql', 'model', 'documents'] as const;
export type Part = (typeof PARTS)[number];

/** Plays one part on a server; none needs another one. */
export async function playPart(part: Part, server: ReferenceServer, forward: Forward): Promise<SampleExchange[]> {
  const exchanges: SampleExchange[] = [];
  const key = (name: Key) => `Bearer ${server.keys[name]}`;
  const send: Send = async (method, path, body, authorization = key('ADMIN_KEY'), more = {}) => {
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    const headers = { accept: 'application/json', ...(text === '' ? {} : { 'content-type': 'application/json' }), ...(authorization === '' ? {} : { authorization }), ...more };
    const request: WireRequest = { method, path, headers, body: text };
    const response = await forward(request);
    exchanges.push({ request, response });
    return response;
  };
  const graphql = (query: string, variables?: unknown, path = '/graphql') => send('POST', path, { query, ...(variables === undefined ? {} : { variables }) });
  if (part === 'records') await records(send);
  else if (part === 'queries') await queries(send);
  else if (part === 'graphql') await graphqlRecords(graphql);
  else if (part === 'model') await model(send, graphql);
  else if (part === 'credentials') await credentials(send, key);
  else await documents(send, graphql);
  return exchanges;
}

type Graphql = (query: string, variables?: unknown, path?: string) => Promise<WireResponse>;

const TYPE = 'kind name ofType { kind name ofType { kind name ofType { kind name } } }';
const INTROSPECTION = `{ __schema { queryType { name } types { kind name fields(includeDeprecated: true) { name args { name type { ${TYPE} } } type { ${TYPE} } } inputFields { name type { ${TYPE} } } enumValues { name } } } }`;

async function documents(send: Send, graphql: Graphql): Promise<void> {
  for (const path of ['/rest/open-api/core', '/rest/open-api/metadata', '/healthz', '/mcp', '/no-such-route', '/rest/metadata/objects?limit=1000', '/rest/metadata/objects', '/rest/metadata/objects?limit=1&filter=zz', '/rest/metadata/fields', '/rest/metadata/picklists', '/rest/metadata/apiKeys', '/rest/metadata/views']) await send('GET', path);
  await send('OPTIONS', '/rest/companies');
  await send('POST', '/rest/metadata/apiKeys', { name: 'zz', expiresAt: '2000-01-01T00:00:00.000Z', roleId: uuid(93) });
  await send('POST', '/graphql', '{ "not');
  for (const query of ['{', '{ zzNoSuch { id } }']) await send('POST', '/graphql', { query }, undefined, { accept: 'application/graphql-response+json' });
  await graphql(INTROSPECTION);
  await graphql(INTROSPECTION, undefined, '/metadata');
  await graphql('{ objects(paging: { first: 1000 }) { edges { node { id nameSingular namePlural labelSingular labelPlural isActive isSystem fields(paging: { first: 1000 }) { edges { node { id name type label isNullable isActive isSystem options relation { type targetObjectMetadata { id nameSingular } } } } } } } pageInfo { hasNextPage endCursor } } }', undefined, '/metadata');
}

const FULL = {
  name: '  O\'Brien & <Zoë>  ', textField: 'x'.repeat(300), intField: -7, floatField: 1.5, booleanField: true, dateField: '2024-02-29', dateTimeField: '2024-02-29T23:30:15.123Z', selectField: 'BETA',
  multiSelectField: ['RED', 'BLUE'], ratingField: 'RATING_3', arrayField: ['b', 'a', 'c'], jsonField: { one: 1, two: [2] }, currencyField: { amountMicros: 1_250_000, currencyCode: 'EUR' },
  emailsField: { primaryEmail: 'a@example.com', additionalEmails: ['b@example.com'] }, phonesField: { primaryPhoneNumber: '612345678', primaryPhoneCountryCode: 'FR', primaryPhoneCallingCode: '+33', additionalPhones: [{ number: '612345679', callingCode: '+33', countryCode: 'FR' }] },
  linksField: { primaryLinkUrl: 'https://Example.com/A%2FB', primaryLinkLabel: 'One', secondaryLinks: [{ url: 'https://example.org/C', label: 'Two' }] },
  addressField: { addressStreet1: 'Rue 1', addressCity: 'Lyon', addressPostcode: '69001', addressLat: 45.76, addressLng: 4.84 }, fullNameField: { firstName: 'Ada', lastName: 'Byron' },
  richTextField: { markdown: `# One\n\n${'word '.repeat(20)}` }, uuidField: uuid(77),
};

async function records(send: Send): Promise<void> {
  await send('POST', '/rest/companies', { id: uuid(1), name: 'zz one', domainName: { primaryLinkUrl: 'https://one.example.com' } });
  await send('POST', '/rest/people', { id: uuid(2), name: { firstName: 'Zz', lastName: 'One' }, companyId: uuid(1) });
  await send('POST', '/rest/conformanceSamples?depth=1', { ...FULL, id: uuid(3), uniqueText: 'zz 3', companyId: uuid(1) });
  await send('POST', '/rest/conformanceSamples', { id: uuid(4), name: '', textField: '', intField: 0, floatField: 4_000_000_000.25, uniqueText: 'zz 4' });
  await send('POST', '/rest/conformanceSamples', { id: uuid(3), name: 'again' });
  await send('GET', `/rest/conformanceSamples/${uuid(3)}`);
  await send('GET', `/rest/conformanceSamples/${uuid(3)}`, undefined);
  await send('GET', `/rest/conformanceSamples/${uuid(3)}?depth=0`);
  await send('GET', `/rest/conformanceSamples/${uuid(3)}?depth=1`);
  await send('GET', `/rest/conformanceSamples/${uuid(3)}?depth=9`);
  await send('PATCH', `/rest/conformanceSamples/${uuid(3)}`, { name: 'zz changed', intField: 12, textField: 'other' });
  await send('GET', `/rest/conformanceSamples/${uuid(3)}`);
  for (const body of [{}, { name: null }, { intField: 'x' }, { booleanField: 7 }, { selectField: 'NO_SUCH' }, { zzUnknown: 1 }, '{"name":']) await send('PATCH', `/rest/conformanceSamples/${uuid(3)}`, body);
  await send('PATCH', `/rest/conformanceSamples/${uuid(99)}`, { name: 'nobody' });
  await send('POST', '/rest/conformanceSamples', { zzUnknown: 1, name: 'zz' });
  await send('POST', '/rest/batch/conformanceSamples', [5, 6, 7].map((number) => ({ id: uuid(number), name: `zz batch ${number}`, intField: number, uniqueText: `zz ${number}` })));
  await send('POST', '/rest/batch/conformanceSamples', [{ id: uuid(8), name: 'zz 8' }, { id: uuid(9), zzUnknown: 1 }]);
  await send('POST', '/rest/batch/conformanceSamples', Array.from({ length: 201 }, (_, index) => ({ id: uuid(1000 + index), name: 'zz many' })));
  await send('POST', '/rest/conformanceSamples?upsert=true', { id: uuid(4), name: 'zz upserted' });
  await send('POST', '/rest/companies/duplicates', { ids: [uuid(1)] });
  await send('POST', '/rest/companies', { id: uuid(10), name: 'zz one', domainName: { primaryLinkUrl: 'https://two.example.com' } });
  await send('POST', '/rest/companies/duplicates', { data: [{ name: 'zz one', domainName: { primaryLinkUrl: 'https://one.example.com' } }] });
  await send('PATCH', '/rest/companies/merge', { ids: [uuid(1), uuid(10)], conflictPriorityIndex: 0, dryRun: true });
  await send('PATCH', `/rest/conformanceSamples${filter(`id[in]:["${uuid(5)}","${uuid(6)}"]`)}`, { textField: 'bulk' });
  await send('DELETE', `/rest/conformanceSamples/${uuid(4)}?soft_delete=true`);
  await send('GET', `/rest/conformanceSamples${filter(`id[eq]:"${uuid(4)}"`)}`);
  await send('GET', `/rest/conformanceSamples${filter(`and(id[eq]:"${uuid(4)}",deletedAt[is]:NOT_NULL)`)}`);
  await send('PATCH', `/rest/restore/conformanceSamples/${uuid(4)}`);
  for (const number of [5, 6]) await send('DELETE', `/rest/conformanceSamples${filter(`id[in]:["${uuid(number)}"]`, '&soft_delete=true')}`);
  await send('PATCH', `/rest/restore/conformanceSamples${filter(`id[in]:["${uuid(5)}"]`)}`);
  await send('DELETE', `/rest/conformanceSamples${filter(`id[in]:["${uuid(7)}"]`)}`);
  await send('DELETE', '/rest/conformanceSamples');
  await send('DELETE', `/rest/conformanceSamples/${uuid(98)}`);
  await send('DELETE', `/rest/conformanceSamples/${uuid(6)}`);
  await send('POST', '/rest/conformanceSamples', { id: uuid(11), name: 'zz 11', textField: 'two\nlines 🐘', uniqueText: 'zz 11' });
  await send('PATCH', `/rest/conformanceSamples/${uuid(11)}`, { booleanField: false });
  await send('PUT', `/rest/conformanceSamples/${uuid(11)}`, { intField: 3 });
  await send('HEAD', `/rest/conformanceSamples/${uuid(11)}`);
  await send('PATCH', `/rest/conformanceSamples/${uuid(11)}`, { uniqueText: 'zz 11' });
  for (const number of [12, 13]) await send('POST', '/rest/conformanceSamples', { id: uuid(number), name: 'zz', uniqueText: '' });
  await send('PATCH', `/rest/conformanceSamples/${uuid(11)}`, { zz: 'x'.repeat(1_100_000) });
  await send('PATCH', `/rest/conformanceSamples/${uuid(11)}`, '{"position":7}', undefined, { 'content-type': 'text/plain' });
  await send('GET', `/rest/%63onformanceSamples/${uuid(11)}`);
  await send('PATCH', `/rest/people/${uuid(2)}`, { company: { disconnect: true } });
  await send('PATCH', `/rest/people/${uuid(2)}`, { company: { connect: { where: { id: uuid(10) } } } });
  await send('DELETE', `/rest/companies/${uuid(10)}?soft_delete=true`);
  await send('GET', `/rest/people/${uuid(2)}?depth=1`);
  await send('PATCH', `/rest/restore/companies/${uuid(10)}`);
  await send('POST', '/rest/companies', { id: uuid(14), name: 'zz third' });
  await send('PATCH', '/rest/companies/merge', { ids: [uuid(1), uuid(10)], conflictPriorityIndex: 0 });
}

async function queries(send: Send): Promise<void> {
  for (const number of [21, 22, 23, 24]) await send('POST', '/rest/companies', { id: uuid(number), name: number === 24 ? 'zz B' : `zz ${number}`, domainName: { primaryLinkUrl: `https://${number}.example.com` } });
  const list = (query: string) => send('GET', `/rest/companies${query}`);
  const mine = `id[in]:["${[21, 22, 23, 24].map(uuid).join('","')}"]`;
  const page = await list(filter(mine, '&order_by=name[AscNullsFirst],id[AscNullsLast]&limit=2'));
  const cursor = encodeURIComponent(found(page, 'endCursor'));
  const next = await list(filter(mine, `&order_by=name[AscNullsFirst],id[AscNullsLast]&limit=2&starting_after=${cursor}`));
  await list(filter(mine, `&order_by=name[AscNullsFirst],id[AscNullsLast]&limit=2&ending_before=${encodeURIComponent(found(next, 'endCursor'))}`));
  await list(filter(mine));
  await list(filter(mine));
  await list('?depth=1&limit=1');
  await list('?depth=0');
  await list('');
  for (const condition of [
    'name[eq]:"zz 21"', 'name[neq]:"zz 21"', `id[in]:["${uuid(21)}"]`, 'name[like]:"zz%"', 'name[ilike]:"ZZ%"', 'name[startsWith]:"zz"', 'name[endsWith]:"1"', 'name[is]:NULL', 'name[is]:NOT_NULL', 'name[eq]:"O\'Brien, and [x]"',
    'createdAt[gt]:"2024-01-01T00:00:00.000Z"', 'createdAt[gte]:"2024-01-01T00:00:00.000Z"', 'createdAt[lt]:"2024-01-01T00:00:00.000Z"', 'createdAt[lte]:"2024-01-01T00:00:00.000Z"', 'or(name[eq]:"zz 21",name[eq]:"zz 22")',
    'not(name[eq]:"zz 21")', 'and(name[like]:"zz%",not(name[eq]:"zz 21"))', 'zzUnknown[eq]:"x"', 'name[zzUnknown]:"x"', 'name[eq', 'domainName.primaryLinkUrl[eq]:"https://21.example.com"', 'name[eq]:"zz B"', 'name[eq]:""',
  ]) await list(filter(condition));
  for (const condition of ['intField[eq]:12', 'intField[gt]:3', 'intField[gte]:3', 'intField[lt]:3', 'intField[lte]:3', 'multiSelectField[containsAny]:["RED","BLUE"]', 'arrayField[containsIlike]:"%A%"', 'jsonField[like]:"%one%"', 'selectField[in]:["BETA","GAMMA"]', 'booleanField[eq]:true', 'dateField[eq]:"2024-02-29"']) {
    await send('GET', `/rest/conformanceSamples${filter(condition)}`);
  }
  for (const query of ['order_by=name[DescNullsLast]', 'order_by=name[Sideways]', 'order_by=zzUnknown[AscNullsFirst]', 'limit=-1', 'limit=x', 'depth=7', 'starting_after=zz', 'limit=1']) await list(`?${query}`);
  for (const query of ['limit=60', 'limit=0', 'order_by=domainName.primaryLinkUrl[AscNullsLast]', `filter=${encodeURIComponent(`and(${mine},or(name[eq]:"zz 21",name[eq]:"zz 22"))`)}`]) await list(`?${query}`);
  for (const [index, intField] of [10, 9].entries()) await send('POST', '/rest/conformanceSamples', { id: uuid(31 + index), name: 'zz', intField, uniqueText: `zz ${31 + index}` });
  await send('GET', `/rest/conformanceSamples${filter('intField[gt]:8', '&order_by=intField[AscNullsLast]')}`);
  for (const _twice of [1, 2]) await send('GET', `/rest/conformanceSamples/groupBy?group_by=${encodeURIComponent('[{"selectField":true}]')}&aggregate=${encodeURIComponent('["totalCount","sumIntField"]')}`);
  const grouped = (by: unknown, more = '') => send('GET', `/rest/conformanceSamples/groupBy?group_by=${encodeURIComponent(JSON.stringify(by))}&aggregate=${encodeURIComponent('["totalCount","sumIntField"]')}${more}`);
  await grouped([{ selectField: true }, { booleanField: true }], `&include_records_sample=true&order_by=${encodeURIComponent('[{"selectField":"DescNullsLast"}]')}`);
  await grouped([{ intField: true }]);
  await grouped([{ createdAt: { granularity: 'DAY', timeZone: 'UTC' } }]);
  await grouped([{ selectField: true }], `&view_id=${uuid(92)}`);
  await grouped([{ selectField: true }], `&viewId=${uuid(92)}`);
  for (const condition of ['intField[eq]:"2zz"', 'not(intField[eq]:3)', 'intField[neq]:3']) await send('GET', `/rest/conformanceSamples${filter(condition)}`);
  for (const _twice of [1, 2]) await send('GET', '/rest/conformanceSamples?order_by=booleanField[AscNullsLast]');
  await send('GET', '/rest/zzNoSuch');
  await send('GET', `/rest/companies/${uuid(97)}`);
  await send('GET', '/rest/companies/zz');
  await send('GET', `/rest/companies/groupBy?group_by=${encodeURIComponent('[{"name":true}]')}&aggregate=${encodeURIComponent('["totalCount"]')}`);
}

async function graphqlRecords(graphql: Graphql): Promise<void> {
  const node = '{ id name createdAt updatedAt position createdBy { source name } domainName { primaryLinkUrl primaryLinkLabel secondaryLinks } people { edges { node { id } } } }';
  await graphql('mutation($data: CompanyCreateInput!) { createCompany(data: $data) { id name } }', { data: { id: uuid(41), name: 'zz graphql', domainName: { primaryLinkUrl: 'https://41.example.com', primaryLinkLabel: 'x', secondaryLinks: [] } } });
  await graphql('mutation($id: UUID!, $data: CompanyUpdateInput!) { updateCompany(id: $id, data: $data) { id name } }', { id: uuid(41), data: { name: 'zz graphql 2', position: 3 } });
  const page = await graphql(`query($filter: CompanyFilterInput) { companies(filter: $filter, first: 2, orderBy: [{ name: AscNullsFirst }]) { totalCount pageInfo { hasNextPage endCursor startCursor } edges { cursor node ${node} } } }`, { filter: { name: { like: 'zz%' } } });
  await graphql(`query($after: String) { companies(first: 2, after: $after, orderBy: [{ name: AscNullsFirst }]) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`, { after: found(page, 'endCursor') });
  await graphql(`{ companies(filter: { name: { eq: "zz graphql 2" }, id: { neq: "${uuid(1)}", in: ["${uuid(41)}"] }, createdAt: { gt: "2020-01-01T00:00:00Z" } }) { edges { node { id } } } }`);
  await graphql(`query($yes: Boolean!) { first: companies(first: 1) { ...Part } second: people(first: 1) @include(if: $yes) { edges { node { id } } } } fragment Part on CompanyConnection { edges { node { id } } }`, { yes: false });
  await graphql('{ companiesGroupBy(groupBy: [{ name: true }]) { groupByDimensionValues totalCount } }');
  await graphql('{ search(searchInput: "zz", limit: 5) { edges { node { recordId label } } } }');
  await graphql(`{ company(filter: { id: { eq: "${uuid(96)}" } }) { id } }`);
  for (const _twice of [1, 2]) await graphql('{ __typename }');
  await graphql('{ companies(first: 1) { edges { node { id people { edges { node { id } } } } } } }');
  await graphql('{ people(first: 1) { edges { node { id company { id } } } } }');
  await graphql('{ companies(last: 1, offset: 1, filter: { or: [{ name: { startsWith: "zz" } }, { name: { eq: "x" } }] }) { edges { node { __typename id people { totalCount } } } } }');
  await graphql('mutation($data: [ConformanceSampleCreateInput!]!) { createConformanceSamples(data: $data) { id } }', { data: [42, 43].map((number) => ({ id: uuid(number), name: 'zz', intField: number, uniqueText: `zz ${number}` })) });
  await graphql('{ conformanceSamples { totalCount countNotEmptyId sumIntField avgIntField minIntField } }');
  await graphql('mutation($id: UUID!, $data: CompanyUpdateInput!) { updateCompany(id: $id, data: $data) { id } }', { id: uuid(41), data: { position: 4 } });
  await graphql('mutation($id: UUID!, $data: CompanyUpdateInput!) { updateCompany(id: $id, data: $data) { id } }', { id: uuid(94), data: { position: 4 } });
  for (const _twice of [1, 2]) await graphql('{ search(searchInput: "graphql", limit: 5) { edges { node { recordId label } } } }');
  await graphql('{ conformanceSamples { countTrueBooleanField countFalseBooleanField percentageEmptyName } }');
  await graphql('{ companiesGroupBy(groupBy: [{ zzNoField: true }]) { totalCount } }');
  await graphql('{ companies(first: 2, after: "zz-no-cursor") { edges { node { id } } } }');
  await graphql('{ companies(first: 1) { edges { node { people { edges { node { company { people { edges { node { id } } } } } } } } } } }');
  await graphql('mutation { deleteCompanies(filter: {}) { id } }');
  await graphql('mutation($data: [CompanyCreateInput!]!) { createCompanies(data: $data) { id } }', { data: [{ id: uuid(44), name: 'zz' }, { id: uuid(41), name: 'zz taken' }] });
  await graphql('mutation($id: UUID!, $data: CompanyUpdateInput!) { updateCompany(id: $id, data: $data) { id } }', { id: uuid(41), data: {} });
  await graphql('{ zzNoSuch { id } }');
  await graphql('{ companies(');
  for (const verb of ['deleteCompany', 'restoreCompany', 'destroyCompany']) await graphql(`mutation($id: UUID!) { ${verb}(id: $id) { id deletedAt } }`, { id: uuid(41) });
}

async function model(send: Send, graphql: Graphql): Promise<void> {
  const listed = jsonOf(await send('GET', '/rest/metadata/objects?limit=1000')) as unknown as { data: { objects: Array<{ id: string; nameSingular: string }> } };
  const sample = listed.data.objects.find(({ nameSingular }) => nameSingular === 'conformanceSample')?.id ?? '';
  await send('GET', `/rest/metadata/objects/${sample}`);
  await send('GET', `/rest/metadata/objects/${uuid(95)}`);
  const page = await send('GET', '/rest/metadata/objects?limit=2');
  await send('GET', `/rest/metadata/objects?limit=2&starting_after=${encodeURIComponent(found(page, 'endCursor'))}`);
  await send('GET', '/rest/metadata/fields?limit=2');
  const object = { nameSingular: 'zzConfSample', namePlural: 'zzConfSamples', labelSingular: 'Zz sample', labelPlural: 'Zz samples', description: 'x', icon: 'IconBox' };
  const made = found(await send('POST', '/rest/metadata/objects', object), 'id');
  await send('GET', '/rest/metadata/views');
  await send('POST', '/rest/metadata/objects', { ...object, nameSingular: 'not a name' });
  await send('POST', '/rest/metadata/objects', { ...object, nameSingular: 'zzSame', namePlural: 'zzSame' });
  const field = found(await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzText', label: 'Zz text', type: 'TEXT', description: 'x' }), 'id');
  await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzChoice', label: 'Zz choice', type: 'SELECT', options: [{ label: 'A', value: 'A', color: 'red', position: 0 }, { label: 'B', value: 'B', color: 'blue', position: 1 }] });
  await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzWrong', label: 'Zz wrong', type: 'NO_SUCH' });
  await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzFlag', label: 'Zz flag', type: 'BOOLEAN' });
  await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzDay', label: 'Zz day', type: 'DATE' });
  const system = /"id":"([0-9a-f-]{36})"[^{}]*"name":"createdAt"/.exec((await send('GET', `/rest/metadata/objects/${made}`)).body)?.[1] ?? '';
  await send('DELETE', `/rest/metadata/fields/${system}`);
  await send('GET', `/rest/metadata/fields/${field}`);
  await send('PATCH', `/rest/metadata/fields/${field}`, { label: 'Zz changed', description: 'other' });
  await layouts(send, graphql, made, field);
  const meta = (query: string) => graphql(query, undefined, '/metadata');
  await meta(`{ field(id: "${field}") { id label isUnique } }`);
  await meta(`mutation { updateOneField(input: { id: "${field}", update: { description: "by GraphQL" } }) { id } }`);
  await meta('mutation { createOneObject(input: { object: { nameSingular: "zzConfSample", namePlural: "zzConfOthers", labelSingular: "Zz other", labelPlural: "Zz others" } }) { id } }');
  const choice = found(await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzPick', label: 'Zz pick', type: 'SELECT', options: [{ label: 'A', value: 'A', color: 'red', position: 0 }, { label: 'B', value: 'B', color: 'blue', position: 1 }] }), 'id');
  const options = (/"options":(\[[^\]]*\])/.exec((await send('GET', `/rest/metadata/fields/${choice}`)).body)?.[1] ?? '[]');
  for (const all of [(JSON.parse(options) as unknown[]).slice(0, 1), []]) await send('PATCH', `/rest/metadata/fields/${choice}`, { options: all });
  for (const isUnique of [true, false]) await send('PATCH', `/rest/metadata/fields/${field}`, { isUnique });
  await send('PATCH', `/rest/metadata/objects/${made}`, { labelSingular: 'Zz changed', description: 'other' });
  await send('POST', '/rest/zzConfSamples', { id: uuid(51), name: 'zz', zzText: 'x' });
  await send('GET', '/rest/zzConfSamples');
  for (const path of ['/rest/open-api/core', '/rest/companies', '/rest/metadata/objects?limit=1000']) await send('GET', path);
  await graphql(INTROSPECTION);
  for (const _twice of [1, 2]) await graphql('{ objects(paging: { first: 1000 }) { edges { node { id nameSingular labelSingular } } } }', undefined, '/metadata');
  await send('PATCH', `/rest/metadata/fields/${field}`, { isActive: false });
  await send('PATCH', `/rest/metadata/fields/${field}`, { isActive: true });
  await send('PATCH', `/rest/metadata/fields/${field}`, { isActive: false });
  await send('GET', '/rest/metadata/objects?limit=1000');
  await send('DELETE', `/rest/metadata/fields/${field}`);
  await send('POST', '/rest/metadata/fields', { objectMetadataId: made, name: 'zzText', label: 'Zz text', type: 'TEXT' });
  for (const _twice of [1, 2]) await send('DELETE', `/rest/metadata/objects/${made}`);
  for (const path of ['/rest/zzConfSamples', '/rest/tasks', '/rest/companies', '/rest/open-api/core', '/rest/metadata/objects?limit=1000']) await send('GET', path);
  await graphql(INTROSPECTION);
  await graphql('{ objects(paging: { first: 1000 }) { edges { node { id nameSingular labelSingular } } } }', undefined, '/metadata');
  const hook = found(await send('POST', '/rest/metadata/webhooks', { targetUrl: 'http://127.0.0.1:9/', operations: ['company.created'], description: 'x' }), 'id');
  for (const path of ['', `/${hook}`]) await send('GET', `/rest/metadata/webhooks${path}`);
  await graphql(`{ webhook(id: "${hook}") { id description } }`, undefined, '/metadata');
  await send('PATCH', `/rest/metadata/webhooks/${hook}`, { operations: ['company.updated'] });
  await send('PATCH', `/rest/metadata/webhooks/${hook}`, { description: 'y' });
  await send('POST', '/rest/metadata/webhooks', { targetUrl: 'https://zz.invalid/' });
  await send('POST', '/rest/metadata/webhooks', { targetUrl: 'no url', operations: ['*.*'] });
  await send('DELETE', `/rest/metadata/webhooks/${hook}`);
}

/** A view with a field of its own, and what is refused of such. */
async function layouts(send: Send, graphql: Graphql, object: string, field: string): Promise<void> {
  const view = found(await send('POST', '/rest/metadata/views', { objectMetadataId: object, icon: 'IconList', name: 'zz' }), 'id');
  await send('GET', `/rest/metadata/views?objectMetadataId=${object}`);
  for (const _twice of [1, 2]) await send('POST', '/rest/metadata/viewFields', { viewId: view, fieldMetadataId: field, position: 1, size: 120 });
  await send('POST', '/rest/metadata/viewFields', { viewId: uuid(91), fieldMetadataId: field });
  await send('GET', `/rest/metadata/viewFields?viewId=${view}`);
  await graphql(`{ getView(id: "${view}") { id name } }`, undefined, '/metadata');
  await graphql('mutation($input: CreateViewInput!) { createView(input: $input) { id } }', { input: { objectMetadataId: object, icon: 'IconList', name: 'zz' } }, '/metadata');
  await send('DELETE', `/rest/metadata/views/${view}`);
}

async function credentials(send: Send, key: (name: Key) => string): Promise<void> {
  const admin = key('ADMIN_KEY');
  const [head = '', body = ''] = admin.slice('Bearer '.length).split('.');
  for (const number of [63, 64]) await send('POST', '/rest/companies', { id: uuid(number), name: `zz ${number}` });
  await send('GET', '/rest/metadata/objects?limit=1');
  await send('GET', '/rest/open-api/metadata');
  await send('POST', '/graphql', { query: '{ __typename }' });
  const forged = `Bearer ${head}.${body}.${'A'.repeat(43)}`;
  const none = `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
  for (const authorization of ['', 'Bearer ', 'Bearer zz', forged, none, 'Basic eHg6eHg=', key('REVOKED_KEY'), key('EXPIRED_KEY'), admin.replace('Bearer', 'bearer')]) await send('GET', '/rest/companies', undefined, authorization);
  await send('GET', `/rest/companies?token=${admin.slice(7)}`, undefined, '');
  await send('POST', '/rest/companies', { id: uuid(61), name: 'zz nobody' }, '');
  await send('POST', '/graphql', { query: '{ companies { totalCount } }' }, '');
  await send('GET', '/rest/metadata/objects', undefined, '');
  await send('GET', '/rest/open-api/metadata', undefined, '');
  await send('PATCH', `/rest/companies/${uuid(63)}`, { name: 'zz 63' });
  await send('POST', '/rest/batch/companies', [{ id: uuid(66), name: 'zz 66' }]);
  await send('PATCH', `/rest/companies/${uuid(63)}`, { name: 'zz nobody' }, '');
  await send('POST', '/rest/batch/companies', [{ id: uuid(65), name: 'zz nobody' }], '');
  await send('POST', '/metadata', { query: '{ __typename }' });
  await send('POST', '/metadata', { query: '{ objects(paging: { first: 1 }) { edges { node { id } } } }' }, '');
  await send('POST', '/graphql', { query: '{ companies { totalCount } }' }, key('EXPIRED_KEY'));
  for (const authorization of [key('OTHER_WORKSPACE_KEY'), key('RESTRICTED_KEY')]) {
    await send('GET', `/rest/companies/${uuid(63)}`, undefined, authorization);
    await send('GET', '/rest/companies', undefined, authorization);
    await send('PATCH', `/rest/companies/${uuid(63)}`, { name: 'zz other' }, authorization);
    await send('DELETE', `/rest/companies/${uuid(64)}?soft_delete=true`, undefined, authorization);
    await send('POST', '/rest/companies', { id: uuid(62), name: 'zz other' }, authorization);
    await send('PATCH', `/rest/companies${filter(`id[eq]:"${uuid(63)}"`)}`, { name: 'zz other' }, authorization);
    await send('PATCH', `/rest/restore/companies/${uuid(63)}`, undefined, authorization);
    await send('POST', '/graphql', { query: '{ companies { totalCount } }' }, authorization);
    await send('POST', '/graphql', { query: `mutation { updateCompany(id: "${uuid(63)}", data: { name: "zz other" }) { id } }` }, authorization);
  }
}
