import {
  SOURCES, at, capitalised, expectEqual, expectStatus, expectThat, groupsIn, journey, needsParent, notWritable, objectSubjects, permissionDenied, recordsIn, requirement, show,
  textLabel, walkPages,
  type Exchange, type Plan,
} from '../../src/suite/index.js';

const query = (id: string, level: 'MUST' | 'SHOULD', title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.${id}`, level, area: 'rest', title, source });

const batchStatus = query('batch.create', 'MUST', 'A batch create answers 201 with the records in the order sent');
const eq = query('filter.eq', 'MUST', 'eq finds exactly the records with that value');
const neq = query('filter.neq', 'MUST', 'eq and neq partition the records');
const inFilter = query('filter.in', 'MUST', 'in finds exactly the records with one of the values');
const like = query('filter.like', 'MUST', 'like is case-sensitive with % as wildcard');
const ilike = query('filter.ilike', 'MUST', 'ilike is like without regard to case');
const startsWith = query('filter.starts-with', 'MUST', 'startsWith finds exactly the records whose value begins so');
const isNull = query('filter.is', 'MUST', 'is:NULL and is:NOT_NULL partition the records');
const and = query('filter.and', 'MUST', 'and() finds what all its conditions find');
const or = query('filter.or', 'MUST', 'or() finds what any of its conditions finds');
const not = query('filter.not', 'MUST', 'not() finds what its condition does not find');
const special = query('filter.special-characters', 'MUST', 'A quoted value with comma, brackets and apostrophe is matched as it is', SOURCES.safety);
const unknownField = query('filter.unknown-field', 'MUST', 'A filter on an unknown field is refused with 400 and the field named', SOURCES.safety);
const unknownOperator = query('filter.unknown-operator', 'MUST', 'An unknown filter operator is refused with 400 and named', SOURCES.safety);
const ascending = query('order.ascending', 'MUST', 'AscNullsLast orders text ascending, by one collation throughout');
const descending = query('order.descending', 'MUST', 'DescNullsLast is the reverse of ascending');
const badDirection = query('order.unknown-direction', 'MUST', 'An unknown direction is refused with 400 and named', SOURCES.safety);
const badOrderField = query('order.unknown-field', 'MUST', 'An order by an unknown field is refused with 400 and the field named', SOURCES.safety);
const limit = query('page.limit', 'MUST', 'A page holds at most limit records');
const limitNegative = query('page.limit-negative', 'MUST', 'A negative limit is refused with 400', SOURCES.safety);
const limitWord = query('page.limit-word', 'MUST', 'A limit that is no number is refused with 400', SOURCES.safety);
const forward = query('page.forward', 'MUST', 'Walking pages forward yields each record once, in order, and ends');
const backward = query('page.backward', 'MUST', 'Walking pages backward yields each record once and ends');
const pageTotal = query('page.total-count', 'MUST', 'totalCount is the same on every page and counts all matches');
const badCursor = query('page.bad-cursor', 'MUST', 'A cursor that is none is refused with 400', SOURCES.safety);
const depthZero = query('depth.zero', 'MUST', 'depth=0 shows no related records');
const depthOne = query('depth.one', 'MUST', 'depth=1 shows the direct relations of a record');
const depthDefault = query('depth.default', 'MUST', 'Without depth a call answers as with the default that the document states');
const depthBad = query('depth.unknown', 'MUST', 'A depth that is not documented is refused with 400 and named', SOURCES.safety);
const updateMany = query('update-many.effect', 'MUST', 'An update by filter changes the matching records and no other', SOURCES.safety);
const deleteMany = query('delete-many.effect', 'MUST', 'A soft delete by filter trashes the matching records and no other', SOURCES.safety);
const groupBy = query('group-by.counts', 'MUST', 'The counts of all groups add up to the number of records', SOURCES.coreDocument);
const groupByEnvelope = query('group-by.envelope', 'MUST', 'groupBy answers in the documented envelope', SOURCES.coreDocument);

/** Six records with ties, a null, quotes, brackets and both cases, told apart by their label. */
const LABELS = ['Alpha', 'alpha', 'Beta, (one)', "O'Brien [x]", 'Gamma 50%', 'Zeta_1'] as const;

/** Objects whose label is a text, so that a population can be told from all other records by its prefix. */
function populated(run: Plan) {
  const subjects = objectSubjects(run).filter(({ object }) => notWritable(object) === undefined && textLabel(object) !== undefined && !needsParent(object));
  const preferred = subjects.filter(({ object }) => ['company', 'opportunity', 'task'].includes(object.nameSingular) || object.isCustom).slice(0, 8);
  // Profile `full` asks each question again of each type of field, on a population of its own; here it adds those objects whose lists are the likeliest to be special.
  const ofSystem = subjects.filter(({ object }) => object.isSystem).slice(0, 2);
  return run.config.profile === 'full' ? [...preferred, ...ofSystem] : preferred;
}

journey({
  name: 'Queries over a known population',
  profiles: ['standard', 'full'],
  tokens: 44,
  subjects: populated,
  requirements: [
    batchStatus, eq, neq, inFilter, like, ilike, startsWith, isNull, and, or, not, special, unknownField, unknownOperator,
    ascending, descending, badDirection, badOrderField, limit, limitNegative, limitWord, forward, backward, pageTotal, badCursor,
    depthZero, depthOne, depthDefault, depthBad, updateMany, deleteMany, groupBy, groupByEnvelope,
  ],
  async play(context) {
    const { subject: { object }, rest, http, model, run, check, skip } = context;
    const { nameSingular, namePlural } = object;
    const name = textLabel(object)!.name;
    const prefix = `${run.marker} ${nameSingular}`;
    const labels = LABELS.map((text) => `${prefix} ${text}`);
    const ids = labels.map(() => context.newId(object));
    const removeAll = async () => {
      for (const id of ids) if ((await rest.destroy(namePlural, id)).response.status === 200) context.gone(object, id);
    };
    const batch = await rest.createMany(namePlural, labels.map((text, index) => ({ id: ids[index], [name]: text })));
    if (permissionDenied(batch)) {
      for (const id of ids) context.gone(object, id);
      return context.leave(`the role of the key may not create a '${nameSingular}'`);
    }
    const made = at(batch.response.json, 'data', `create${capitalised(namePlural)}`) as Array<{ id: string }> | undefined;
    const complete = await check(batchStatus, batch, () => { expectStatus(batch, 201); expectEqual(made?.map(({ id }) => id), ids, 'ids'); });
    if (!complete && made?.length !== ids.length) return context.halt(`the population could not be created: ${batch.response.text.slice(0, 200)}`);

    const own = `${name}[startsWith]:"${prefix}"`;
    const find = (filter: string, more: Record<string, string | number> = {}) => rest.list(namePlural, { filter, limit: 60, ...more });
    const found = (exchange: Exchange) => recordsIn(exchange, namePlural);
    const texts = (exchange: Exchange) => found(exchange).map((item) => String(item[name]).slice(prefix.length + 1)).sort();
    const expectFound = (exchange: Exchange, expected: readonly string[]) => {
      expectStatus(exchange, 200);
      expectEqual(texts(exchange), [...expected].sort(), 'labels found');
      expectEqual(at(exchange.response.json, 'totalCount'), expected.length, 'totalCount');
    };
    const visible = await find(`id[in]:[${ids.join(',')}]`);
    if (found(visible).length === 0 && at(visible.response.json, 'totalCount') === ids.length) {
      await removeAll();
      return context.leave('lists of this object count the records made here but leave them out; rest.list.filter-id tells of it');
    }
    const finds = async (what: typeof eq, filter: string, expected: readonly string[]) => {
      const exchange = await find(filter);
      await check(what, exchange, () => expectFound(exchange, expected));
    };
    const others = (...without: string[]) => LABELS.filter((text) => !without.includes(text));
    await finds(startsWith, own, LABELS);
    await finds(eq, `${name}[eq]:"${labels[0]}"`, ['Alpha']);
    await finds(neq, `and(${own},${name}[neq]:"${labels[0]}")`, others('Alpha'));
    await finds(inFilter, `${name}[in]:["${labels[0]}","${labels[5]}"]`, ['Alpha', 'Zeta_1']);
    await finds(like, `${name}[like]:"${prefix} Alpha%"`, ['Alpha']);
    await finds(ilike, `${name}[ilike]:"${prefix} alpha%"`, ['Alpha', 'alpha']);
    const nulls = [await find(`and(${own},${name}[is]:NULL)`), await find(`and(${own},${name}[is]:NOT_NULL)`)];
    await check(isNull, nulls, () => { expectFound(nulls[0]!, []); expectFound(nulls[1]!, LABELS); });
    await finds(and, `and(${own},${name}[ilike]:"%alpha",id[eq]:"${ids[1]}")`, ['alpha']);
    await finds(or, `or(id[eq]:"${ids[0]}",id[eq]:"${ids[4]}")`, ['Alpha', 'Gamma 50%']);
    await finds(not, `and(${own},not(id[eq]:"${ids[0]}"))`, others('Alpha'));
    const quoted = [await find(`${name}[eq]:"${labels[2]}"`), await find(`${name}[eq]:"${labels[3]}"`)];
    await check(special, quoted, () => { expectFound(quoted[0]!, ['Beta, (one)']); expectFound(quoted[1]!, ["O'Brien [x]"]); });

    const refuses = async (what: typeof eq, exchange: Exchange, named?: string) => {
      await check(what, exchange, () => {
        expectStatus(exchange, 400);
        if (named) expectThat(exchange.response.text.includes(named), `body: expected '${named}' named, got ${show(exchange.response.text)}`);
      });
    };
    await refuses(unknownField, await find('zzUnknown[eq]:"1"'), 'zzUnknown');
    await refuses(unknownOperator, await find(`${name}[zzOperator]:"1"`), 'zzOperator');
    await refuses(badDirection, await find(own, { orderBy: `${name}[Sideways]` }), 'Sideways');
    await refuses(badOrderField, await find(own, { orderBy: 'zzUnknown[AscNullsFirst]' }), 'zzUnknown');
    await refuses(limitNegative, await find(own, { limit: -1 }));
    await refuses(limitWord, await http.call({ path: `/rest/${namePlural}?limit=many` }));
    await refuses(badCursor, await find(own, { startingAfter: 'zz-no-cursor' }));
    await refuses(depthBad, await find(own, { depth: 7 }), '7');

    const asc = await find(own, { orderBy: `${name}[AscNullsLast]` });
    const desc = await find(own, { orderBy: `${name}[DescNullsLast]` });
    const order = (exchange: Exchange) => found(exchange).map((item) => String(item[name]).slice(prefix.length + 1));
    await check(ascending, asc, () => {
      const seen = order(asc);
      const byCodePoint = [...LABELS].sort();
      const ignoringCase = seen.map((text) => text.toLowerCase());
      const sorted = [...ignoringCase].sort();
      expectEqual(seen.length, LABELS.length, 'records');
      if (JSON.stringify(ignoringCase) !== JSON.stringify(sorted)) expectEqual(seen, byCodePoint, 'labels');
    });
    await check(descending, [asc, desc], () => expectEqual(order(desc), [...order(asc)].reverse(), 'labels in descending order'));

    const walk = async (fetchPage: Parameters<typeof walkPages>[0], backwards = false) => {
      const exchanges: Exchange[] = [];
      // Going backward, the page before begins where this one starts.
      const before = (exchange: Exchange) => {
        const info = at(exchange.response.json, 'pageInfo') as Record<string, unknown> | undefined;
        return { hasNextPage: info?.hasPreviousPage === true, endCursor: typeof info?.startCursor === 'string' ? info.startCursor : null };
      };
      for await (const exchange of walkPages(fetchPage, { maxPages: 8, ...(backwards ? { pageInfoOf: before } : {}) })) exchanges.push(exchange);
      const pages = exchanges.map((exchange) => found(exchange).map(({ id }) => String(id)));
      return { exchanges, seen: (backwards ? pages.reverse() : pages).flat() };
    };
    const byName = { limit: 2, orderBy: `${name}[AscNullsLast]` };
    const ordered = found(asc).map(({ id }) => String(id));
    const ahead = await walk((after) => find(own, { ...byName, ...(after === undefined ? {} : { startingAfter: after }) }));
    const none = await find(own, { limit: 0 });
    await check(limit, none, () => { expectStatus(none, 200); expectEqual([found(none).length, at(none.response.json, 'totalCount')], [0, LABELS.length], 'records and totalCount with limit 0'); }, 'limit 0');
    await check(limit, ahead.exchanges, () => { for (const exchange of ahead.exchanges) expectThat(found(exchange).length <= 2, `page of ${found(exchange).length} records with limit 2`); });
    await check(forward, ahead.exchanges, () => expectEqual(ahead.seen, ordered, 'ids in order'));
    await check(pageTotal, ahead.exchanges, () => { for (const exchange of ahead.exchanges) expectEqual(at(exchange.response.json, 'totalCount'), LABELS.length, 'totalCount'); });
    const last = at(asc.response.json, 'pageInfo', 'endCursor');
    if (typeof last === 'string') {
      const back = await walk((cursor) => find(own, { ...byName, endingBefore: cursor ?? last }), true);
      await check(backward, back.exchanges, () => expectEqual(back.seen, ordered.slice(0, -1), 'ids before the last'));
    } else skip(backward, 'the page has no end cursor');

    const relations = object.fields.filter(({ relation, type, isActive }) => relation && type === 'RELATION' && isActive);
    const byDepth = { none: await rest.get(namePlural, ids[0]!), zero: await rest.get(namePlural, ids[0]!, { depth: 0 }), one: await rest.get(namePlural, ids[0]!, { depth: 1 }) };
    const keys = (exchange: Exchange) => Object.keys((at(exchange.response.json, 'data', nameSingular) as object | undefined) ?? {});
    await check(depthZero, byDepth.zero, () => { for (const { name: relation } of relations) expectThat(!keys(byDepth.zero).includes(relation), `depth=0 shows ${relation}`); });
    if (relations.length === 0) skip(depthOne, 'the object has no relation');
    else await check(depthOne, byDepth.one, () => { for (const { name: relation } of relations) expectThat(keys(byDepth.one).includes(relation), `depth=1 lacks ${relation}`); });
    const parameters = (model.openapi.core?.components?.parameters ?? {}) as Record<string, { schema?: { default?: unknown } }>;
    const stated = parameters.depth?.schema?.default;
    if (stated !== 0 && stated !== 1) skip(depthDefault, 'the document states no default depth');
    else await check(depthDefault, [byDepth.none, byDepth.zero, byDepth.one], () => expectEqual(keys(byDepth.none).sort(), keys(stated === 1 ? byDepth.one : byDepth.zero).sort(), `properties without depth beside depth=${stated}`));

    const byLabel = () => rest.groupBy(namePlural, { groupBy: [{ [name]: true }], aggregate: ['totalCount'], filter: own });
    const sum = (exchange: Exchange) => groupsIn(exchange, namePlural).reduce((so, group) => so + Number(group.totalCount), 0);
    const grouped = await byLabel();
    await check(groupByEnvelope, grouped, () => { expectStatus(grouped, 200); expectThat(Array.isArray(at(grouped.response.json, 'data', `${namePlural}GroupBy`)), `expected data.${namePlural}GroupBy, got ${show(grouped.response.text)}`); });
    await check(groupBy, grouped, () => expectEqual(sum(grouped), LABELS.length, 'sum of totalCount'));

    const untouched = await find(`${name}[eq]:"${labels[5]}"`);
    const moved = await rest.updateMany(namePlural, `id[in]:[${ids[0]},${ids[1]}]`, { position: 777 });
    const after = await find(own);
    await check(updateMany, [moved, after], () => {
      expectStatus(moved, 200);
      const changed = found(after).filter(({ position }) => position === 777).map(({ id }) => id);
      expectEqual([...changed].sort(), [ids[0], ids[1]].sort(), 'ids with the new value');
      expectEqual(found(after).find(({ id }) => id === ids[5]), found(untouched)[0], 'a record outside the filter');
    });
    const trashed = await rest.softDeleteMany(namePlural, `id[in]:[${ids[0]},${ids[1]}]`);
    const left = await find(own);
    await check(deleteMany, [trashed, left], () => { expectStatus(trashed, 200); expectFound(left, others('Alpha', 'alpha')); });
    const regrouped = await byLabel();
    await check(groupBy, [trashed, regrouped], () => expectEqual(sum(regrouped), LABELS.length - 2, 'sum of totalCount'), 'after a deletion');

    await removeAll();
  },
});
