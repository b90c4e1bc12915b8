import type { Fault } from './fault.js';
import { acceptedInstead, family, isMetadata, isRest, issue, pull, recordOf, send, around, refusals } from './builders.js';
import { isObject, jsonAnswer, parseJson, restCall, upper, withBody, type Json } from './wire.js';

const fault = family('validation');
const writes = isRest('create', 'update');
const body = (text: string) => (parseJson(text) ?? {}) as Json;
const values = (text: string) => Object.entries(body(text)).filter(([key]) => key !== 'id');

/** A refused update is answered as done, and nothing is stored. */
const swallowed = (bad: (value: unknown, key: string) => boolean): Pick<Fault, 'matches' | 'around'> => acceptedInstead(
  isRest('update'),
  (response, request) => response.status === 400 && values(request.body).some(([key, value]) => bad(value, key)),
  async (request, forward) => {
    const found = await send(forward, request, 'GET', request.path.split('?')[0]!);
    const data = (parseJson(found.body) as Json | undefined)?.['data'];
    const singular = Object.keys(isObject(data) ? data : {})[0] ?? '';
    return found.status === 200 ? jsonAnswer(200, { data: { [`update${upper(singular)}`]: recordOf(found) } }) : found;
  },
);
/** A value that is refused is stored as null. */
const nulled = (bad: (value: unknown) => boolean): Pick<Fault, 'matches' | 'around'> => acceptedInstead(isRest('update'), (response, request) => response.status === 400 && values(request.body).some(([, value]) => bad(value)), (request, forward) =>
  forward(withBody(request, (sent) => Object.fromEntries(Object.entries(sent).map(([key, value]) => [key, bad(value) ? null : value])))));
/** A valid write is refused. */
const refused = (good: (value: unknown, key: string) => boolean, message: string, matches = writes): Pick<Fault, 'matches' | 'around'> => around(matches, async (request, forward) => {
  const found = values(request.body).find(([key, value]) => good(value, key));
  return found ? jsonAnswer(400, { statusCode: 400, error: 'BadRequestException', messages: [message.replace('$', found[0])] }) : forward(request);
});

const isVoid = (value: unknown): boolean => value === '' || value === null || (isObject(value) && Object.values(value).every(isVoid));

export const VALIDATION: Fault[] = [
  fault('unknown-property-dropped', 'a value under a mistyped name, without a word', issue(5575), acceptedInstead(writes, (response, request) => response.status === 400 && /zz\w*|unknown/i.test(Object.keys(body(request.body)).join()), (request, forward) => forward(withBody(request, (sent) => Object.fromEntries(Object.entries(sent).filter(([key]) => !/^zz|unknown/i.test(key))))))),
  fault('wrong-type-swallowed', 'a value that was never stored', 'invalid value ignored', swallowed((value, key) => value !== null && !/^zz/.test(key) && typeof value !== 'string')),
  fault('bad-text-swallowed', 'a value that was never stored', 'invalid value ignored', swallowed((value, key) => typeof value === 'string' && !/^zz/.test(key))),
  fault('bad-text-nulled', 'the value before', 'invalid value stored as null', nulled((value) => typeof value === 'string')),
  fault('bad-number-nulled', 'the value before', 'invalid value stored as null', nulled((value) => typeof value === 'number' || typeof value === 'boolean')),
  fault('refused-after-writing', 'the promise that a refused write changed nothing', 'validation after the write', around(isRest('update'), async (request, forward) => {
    const response = await forward(request);
    if (response.status === 400) await forward({ ...request, body: JSON.stringify({ position: 12345 }) });
    return response;
  })),
  fault('refusal-names-nothing', 'the hint which value was wrong', issue(3304), refusals(isRest(), (response, json) => ({ ...response, body: JSON.stringify({ ...json, messages: ['Bad Request'] }) }), 400)),
  fault('null-refused', 'the way to empty a field', 'null taken for invalid', refused((value) => value === null, 'Field $ must not be null')),
  fault('composite-refused', 'currencies, names and addresses', pull(21509), refused((value, key) => isObject(value) && 'currencyCode' in value && key !== 'createdBy', 'Invalid object value for field $')),
  fault('list-refused', 'choices of several', pull(21509), refused((value) => Array.isArray(value) && value.length > 0, 'Invalid value for field $')),
  fault('long-text-refused', 'long texts', 'limit too low', refused((value) => typeof value === 'string' && value.length > 255, 'value too long for field $')),
  fault('many-blocks-refused', 'long notes', issue(7444), refused((value) => isObject(value) && String(value['markdown'] ?? '').length > 40, 'Invalid value for field $')),
  fault('decimals-refused', 'decimals', 'integer validation', refused((value) => typeof value === 'number' && !Number.isInteger(value), 'Field $ must be an integer')),
  fault('empty-update-refused', 'clients that send only what changed', 'empty set of columns', around(isRest('update'), async (request, forward) => (request.body === '{}' ? jsonAnswer(500, { statusCode: 500, error: 'UpdateValuesMissingError', messages: ['Cannot perform update query because update values are not defined.'] }) : forward(request)))),
  fault('malformed-id-is-404', 'the difference of wrong and missing', 'value not validated', around(isRest('one'), async (request, forward) => {
    const response = await forward(request);
    return response.status === 400 && !/^[0-9a-f-]{36}$/.test(restCall(request)!.id) ? jsonAnswer(404, { statusCode: 404, error: 'NotFoundException', messages: ['Record not found'] }) : response;
  })),
  fault('object-name-not-checked', 'a workspace that still answers', pull(5303), acceptedInstead(isMetadata('objects', 'POST'), (response) => response.status === 400, async (request) => jsonAnswer(201, { data: { createOneObject: { id: '00000000-0000-4000-8000-000000000000', ...body(request.body) } } }))),
  fault('equal-names-accepted', 'an object that can be addressed', pull(10699), acceptedInstead(isMetadata('objects', 'POST'), (response, request) => response.status === 400 && body(request.body)['nameSingular'] === body(request.body)['namePlural'], (request, forward) => forward(withBody(request, (sent) => { sent['namePlural'] = `${String(sent['namePlural'])}s`; })))),
  fault('object-refusal-500', 'the hint what was wrong', issue(6032), refusals(isMetadata('objects', 'POST'), (response, json) => ({ ...response, status: 500, body: JSON.stringify({ ...json, statusCode: 500 }) }), 400)),
  fault('bad-value-500', 'the difference of wrong and broken', issue(5978), refusals(isRest('update', 'create'), (response, json) => (/valid/i.test(response.body) ? { ...response, status: 500, body: JSON.stringify({ ...json, statusCode: 500 }) } : response), 400)),
  fault('refusal-names-another', 'the hint which value was wrong', 'wrong name', refusals(isRest('update', 'create'), (response, json) => ({ ...response, body: JSON.stringify({ ...json, messages: ['Invalid value for field "createdAt"'] }) }), 400)),
  fault('choice-of-another-case-taken', 'the difference of options', 'case folded', acceptedInstead(isRest('update'), (response, request) => response.status === 400 && values(request.body).some(([key, value]) => typeof value === 'string' && !/^zz/.test(key)), (request, forward) => forward(withBody(request, () => ({}))))),
  fault('zero-refused', 'amounts of nothing', 'falsy taken for missing', refused((value) => value === 0, 'Field $ must not be empty')),
  fault('false-refused', 'a no', 'falsy taken for missing', refused((value) => value === false, 'Field $ must not be empty')),
  fault('letters-refused', 'names of other languages', 'pattern too narrow', refused((value) => typeof value === 'string' && /[^\x20-\x7e\s]/.test(value), 'Invalid characters in $')),
  fault('refused-value-nulled', 'the value before', 'value emptied before it is validated', around(isRest('update'), async (request, forward) => {
    const response = await forward(request);
    if (response.status === 400) await forward(withBody(request, (sent) => Object.fromEntries(Object.keys(sent).filter((key) => key !== 'id').map((key) => [key, null]))));
    return response;
  })),
  fault('refused-create-as-done', 'the hint what was missing', 'result not looked at', acceptedInstead(isRest('create'), (response, request) => response.status === 400 && isObject(parseJson(request.body)), async (request) => jsonAnswer(201, { data: { [`create${upper(restCall(request)!.object)}`]: body(request.body) } }))),
  fault('empty-unique-taken', 'records without a value in a unique field', issue(8007), {
    matches: writes,
    around() {
      const empty = new Set<string>();
      return async (request, forward) => {
        const keys = values(request.body).filter(([key, value]) => /unique/i.test(key) && isVoid(value)).map(([key]) => `${restCall(request)!.object} ${key}`);
        if (keys.some((key) => empty.has(key))) return jsonAnswer(400, { statusCode: 400, error: 'BadRequestException', messages: ['A duplicate entry was detected'] });
        for (const key of keys) empty.add(key);
        return forward(request);
      };
    },
  }),
  fault('own-value-refused', 'clients that send a record back', 'own record not left out of the comparison', around(isRest('update'), async (request, forward) => {
    const unique = values(request.body).filter(([key]) => /unique/i.test(key));
    if (unique.length === 0) return forward(request);
    const record = recordOf(await send(forward, request, 'GET', request.path.split('?')[0]!)) ?? {};
    const same = ([key, value]: [string, unknown]) => (isObject(value) && isObject(record[key]) ? Object.entries(value).every(([part, one]) => (record[key] as Json)[part] === one) : record[key] === value);
    return unique.some(same) ? jsonAnswer(400, { statusCode: 400, error: 'BadRequestException', messages: ['A duplicate entry was detected'] }) : forward(request);
  })),
];
