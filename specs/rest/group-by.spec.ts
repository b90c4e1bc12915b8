import {
  SOURCES, at, expectEqual, expectStatus, expectThat, groupsIn, instanceSubject, isEmptyValue, journey, needs, openPopulation, recordsIn, requirement, show,
  type Exchange, type Group,
} from '../../src/suite/index.js';

const group = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.group-by.${id}`, level: 'MUST', area: 'rest', title, source });

const served = group('every-type', 'Records are grouped by a field of each type that has single values, or by a part of a composite');
const values = group('values', 'There is one group for each value that the records show, and one for the records without', SOURCES.agreement);
const addUp = group('add-up', 'The counts of the groups add up to totalCount of the list, whatever the type', SOURCES.agreement);
const dimensionTypes = group('dimension-types', 'Values of groups have the type that the document gives them');
const aggregateTypes = group('aggregate-types', 'Aggregates have the type that the document gives them');
const aggregates = group('aggregates', 'Sum, average, minimum, maximum and counts of a group agree with the listed records', SOURCES.agreement);
const several = group('several-dimensions', 'Two dimensions give a group for each pair that occurs', SOURCES.agreement);
const granularity = group('granularity', 'Dates are grouped by day, month and year of the time zone', SOURCES.agreement);
const example = group('documented-granularity', 'The example of the document for a date granularity is accepted');
const filtered = group('filter', 'A filter bounds what is grouped', SOURCES.agreement);
const viewParameter = group('view-parameter', 'The parameter that the document names for a view is read: a view that does not exist is not passed over');
const unknownField = group('unknown-field', 'An unknown field in group_by is refused with 400 and named', SOURCES.safety);
const unknownAggregate = group('unknown-aggregate', 'An unknown aggregate is refused with 400 and named', SOURCES.safety);
const malformed = group('malformed', 'group_by that is missing or no JSON list of objects is refused with 400, the parameter named', SOURCES.safety);
const ordered = group('order', 'order_by orders the groups by an aggregate');
const sample = group('records-sample', 'include_records_sample shows records of the group and of no other', SOURCES.agreement);

const sampleSame = group('sample-same', 'A record in the sample of a group shows what a list shows of it', SOURCES.agreement);

const text = (value: unknown) => (isEmptyValue(value) ? 'none' : String(value));
const nest = (path: string, leaf: unknown = true) => path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), leaf);

journey({
  name: 'Groups and aggregates',
  profiles: ['full'],
  tokens: 51,
  subjects: () => instanceSubject(),
  skip: needs('metadataRest'),
  requirements: [
    served, values, addUp, dimensionTypes, aggregateTypes, aggregates, several, granularity, example, filtered, viewParameter, unknownField, unknownAggregate, malformed,
    ordered, sample, sampleSame,
  ],
  async play(context) {
    const { check, skip, rest, http, model } = context;
    const { object: { namePlural }, records, columns, listed, parent } = await openPopulation(context);
    const call = (groupBy: unknown, more: object = {}) => rest.groupBy(namePlural, { groupBy, aggregate: ['totalCount'], limit: 60, ...more });
    const count = (groups: Group[]) => groups.reduce((sum, { totalCount }) => sum + Number(totalCount), 0);
    const schema = itemSchema(model.openapi.core, model.objects.find(({ isActive }) => isActive)?.namePlural ?? '');
    const [dimension, aggregate] = [at(schema, 'properties', 'groupByDimensionValues', 'items', 'type'), at(schema, 'additionalProperties', 'type')];

    for (const column of columns.filter(({ kind, path }) => !['list', 'json'].includes(kind) && path.startsWith('zz'))) {
      const on = `${column.path} (${column.type})`;
      const exchange = await call([nest(column.path)]);
      const groups = groupsIn(exchange, namePlural);
      if (!await check(served, exchange, () => { expectStatus(exchange, 200); expectThat(groups.length > 0, 'no groups'); }, on)) continue;
      await check(values, exchange, () => {
        const shown = records.map((record) => text(column.valueIn(record)));
        expectEqual(groups.map(({ groupByDimensionValues }) => text(groupByDimensionValues?.[0])).sort(), [...new Set(shown)].sort(), 'values of the groups');
      }, on);
      await check(addUp, [exchange, listed], () => expectEqual(count(groups), at(listed.response.json, 'totalCount'), 'sum of totalCount'), on);
      await typesOf(dimensionTypes, dimension, exchange, groups.map(({ groupByDimensionValues }) => groupByDimensionValues?.[0]), on);
    }

    const names = ['totalCount', 'sumZzNumber', 'avgZzNumber', 'minZzNumber', 'maxZzNumber', 'countEmptyZzNumber', 'countNotEmptyZzNumber', 'countUniqueValuesZzNumber', 'countTrueZzBoolean', 'sumZzNumberFloat', 'sumZzCurrencyAmountMicros', 'maxZzDateTime'];
    const computed = await call([{ zzSelect: true }], { aggregate: names });
    const groups = groupsIn(computed, namePlural);
    for (const name of names) {
      await check(aggregates, computed, () => {
        expectStatus(computed, 200);
        for (const one of groups) {
          const own = records.filter((record) => text(record['zzSelect']) === text(one.groupByDimensionValues?.[0]));
          expectSame(one[name], expectedAggregate(name, own), `${name} of ${text(one.groupByDimensionValues?.[0])}`);
        }
      }, name);
      await typesOf(aggregateTypes, aggregate, computed, groups.map((one) => one[name]), name);
    }

    const pairs = await call([{ zzSelect: true }, { zzBoolean: true }]);
    await check(several, pairs, () => {
      const expected = new Set(records.map((record) => `${text(record['zzSelect'])} ${text(record['zzBoolean'])}`));
      expectEqual(groupsIn(pairs, namePlural).map(({ groupByDimensionValues: pair }) => `${text(pair?.[0])} ${text(pair?.[1])}`).sort(), [...expected].sort(), 'pairs');
      expectEqual(count(groupsIn(pairs, namePlural)), records.length, 'sum of totalCount');
    });
    for (const [name, start] of [['DAY', 10], ['MONTH', 7], ['YEAR', 4]] as const) {
      for (const field of ['zzDate', 'zzDateTime']) {
        const exchange = await call([{ [field]: { granularity: name, timeZone: 'UTC' } }]);
        await check(granularity, exchange, () => {
          expectStatus(exchange, 200);
          const expected = new Set(records.map((record) => text(record[field] === null ? null : String(record[field]).slice(0, start))));
          expectEqual(groupsIn(exchange, namePlural).map(({ groupByDimensionValues: [day] = [] }) => text(day).slice(0, start)).sort(), [...expected].sort(), 'periods');
        }, `${field} ${name}`);
      }
    }
    const stated = at(model.openapi.core, 'components', 'parameters', 'groupBy', 'examples', 'dateGranularity', 'value');
    if (typeof stated === 'string') {
      const asStated = await http.call({ path: `/rest/${namePlural}/groupBy?group_by=${encodeURIComponent(stated)}&aggregate=${encodeURIComponent('["totalCount"]')}` });
      await check(example, asStated, () => expectStatus(asStated, 200));
    } else skip(example, 'the document has no such example');
    const bounded = await call([{ zzSelect: true }], { filter: 'zzNumber[gt]:0' });
    await check(filtered, bounded, () => expectEqual(count(groupsIn(bounded, namePlural)), records.filter(({ zzNumber }) => Number(zzNumber) > 0).length, 'sum of totalCount'));

    const view = Object.values((at(model.openapi.core, 'components', 'parameters') ?? {}) as Record<string, { name?: string }>).find(({ name }) => /^view_?id$/i.test(name ?? ''))?.name;
    if (view) {
      const noView = await http.call({ path: `/rest/${namePlural}/groupBy?group_by=${encodeURIComponent('[{"zzSelect":true}]')}&${view}=00000000-0000-4000-8000-00000000c0de` });
      await check(viewParameter, noView, () => expectThat(noView.response.status >= 400 && noView.response.status < 500, `status: expected a client error for a view that does not exist, got ${noView.response.status}`), view);
    } else skip(viewParameter, 'the document names no parameter for a view');

    const refuses = async (what: typeof served, exchange: Exchange, named: string, detail: string) => {
      await check(what, exchange, () => {
        expectStatus(exchange, 400);
        expectThat(exchange.response.text.includes(named), `body: expected '${named}' named, got ${show(exchange.response.text, 300)}`);
      }, detail);
    };
    await refuses(unknownField, await call([{ zzUnknown: true }]), 'zzUnknown', 'group_by');
    await refuses(unknownAggregate, await call([{ zzSelect: true }], { aggregate: ['sumZzUnknown'] }), 'sumZzUnknown', 'aggregate');
    for (const [label, query] of [['missing', ''], ['a word', 'group_by=zzSelect'], ['a number', 'group_by=5']] as const) {
      await refuses(malformed, await http.call({ path: `/rest/${namePlural}/groupBy?${query}` }), 'group_by', label);
    }
    const descending = await call([{ zzSelect: true }], { orderBy: [{ aggregate: { sumZzNumber: 'DescNullsLast' } }], aggregate: ['sumZzNumber'] });
    await check(ordered, descending, () => {
      expectStatus(descending, 200);
      const sums = groupsIn(descending, namePlural).map(({ sumZzNumber: sum }) => (sum === null ? -Infinity : Number(sum)));
      expectEqual(sums, [...sums].sort((a, b) => b - a), 'sums of the groups');
    });
    const withRecords = await call([{ zzSelect: true }], { includeRecordsSample: true });
    await check(sample, withRecords, () => {
      expectStatus(withRecords, 200);
      for (const { records: some, groupByDimensionValues: [value] = [] } of groupsIn(withRecords, namePlural)) {
        expectEqual(some?.map(({ id }) => id).sort(), records.filter((record) => text(record['zzSelect']) === text(value)).map(({ id }) => id).sort(), `records of ${text(value)}`);
      }
    });

    const small = await rest.groupBy(parent.namePlural, { groupBy: [{ name: true }], includeRecordsSample: true });
    const plain = new Map(recordsIn(await rest.list(parent.namePlural), parent.namePlural).map((record) => [record['id'], record]));
    await check(sampleSame, small, () => {
      expectStatus(small, 200);
      const shown = groupsIn(small, parent.namePlural).flatMap(({ records: some = [] }) => some);
      expectEqual(shown.map(({ id }) => String(id)).sort(), [...plain.keys()].map(String).sort(), 'ids');
      for (const record of shown) for (const [name, value] of Object.entries(record)) expectEqual(value, plain.get(record['id'])?.[name], `${name} of the sample beside the list`);
    });

    async function typesOf(what: typeof served, type: unknown, exchange: Exchange, all: unknown[], detail: string): Promise<void> {
      const types = [type].flat().filter((one) => typeof one === 'string');
      if (types.length === 0) return;
      await check(what, exchange, () => {
        const wrong = all.find((value) => !types.includes(value === null ? 'null' : typeof value));
        expectThat(wrong === undefined, `type: the document says ${types.join(' or ')}, got ${show(wrong)}`);
      }, detail);
    }
    for (const [what, type] of [[dimensionTypes, dimension], [aggregateTypes, aggregate]] as const) if ([type].flat().every((one) => typeof one !== 'string')) skip(what, 'the document gives no type');
  },
});

/** The schema of one group in the document. */
function itemSchema(document: unknown, namePlural: string): unknown {
  const schema = at(document, 'paths', `/${namePlural}/groupBy`, 'get', 'responses', '200', 'content', 'application/json', 'schema');
  return at(schema, 'properties', 'data', 'properties', `${namePlural}GroupBy`, 'items');
}

function expectedAggregate(name: string, records: Array<Record<string, unknown>>): unknown {
  const [, operation = '', field = ''] = /^(sum|avg|min|max|countEmpty|countNotEmpty|countUniqueValues|countTrue)(Zz\w+?)(?:AmountMicros)?$/.exec(name) ?? [];
  if (operation === '') return records.length;
  const property = `zz${field.slice(2)}`;
  const all = records.map((record) => (name.endsWith('AmountMicros') ? at(record[property], 'amountMicros') : record[property]));
  const filled = all.filter((value) => !isEmptyValue(value));
  const numbers = filled.map(Number);
  const total = numbers.reduce((sum, value) => sum + value, 0);
  switch (operation) {
    case 'countEmpty': return all.length - filled.length;
    case 'countNotEmpty': return filled.length;
    case 'countUniqueValues': return new Set(filled).size;
    case 'countTrue': return all.filter((value) => value === true).length;
    case 'sum': return filled.length === 0 ? null : total;
    case 'avg': return filled.length === 0 ? null : total / filled.length;
    default: return filled.length === 0 ? null : [...filled].sort((a, b) => (typeof a === 'string' ? (a < String(b) ? -1 : 1) : Number(a) - Number(b))).at(operation === 'min' ? 0 : -1);
  }
}

/** Equal as numbers or as times, whatever they are written as: their type is judged apart. */
function expectSame(actual: unknown, expected: unknown, what: string): void {
  const plain = (value: unknown) => (value === null || value === undefined ? null : /^\d{4}-\d\d-\d\d/.test(String(value)) ? Date.parse(String(value)) : Number(value));
  const [left, right] = [plain(actual), plain(expected)];
  expectThat(left === right || (left !== null && right !== null && Math.abs(left - right) < 1e-9 * Math.max(1, Math.abs(right))), `${what}: expected ${show(expected)}, got ${show(actual)}`);
}
