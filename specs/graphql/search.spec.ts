import {
  SOURCES, at, createSample, dataAt, destroySample, expectAnswered, expectEqual, expectRefused, expectThat, instanceSubject, journey, labelField, plainObject, requirement,
  type Exchange, type Plan,
} from '../../src/suite/index.js';

const search = (id: string, title: string, source: string = SOURCES.schema) => requirement({ id: `graphql.search.${id}`, level: 'MUST', area: 'graphql', title, source });

const finds = search('finds', 'A search for a word of two records finds these two, each with its id, object and label');
const nothing = search('nothing', 'A search for a word that no record holds finds none');
const pages = search('pages', 'Pages of a search find each record once, and the last one says that it is');
const included = search('included', 'A search of other objects, or without this one, does not find its records');
const limit = search('limit', 'A search for more records than it allows is refused, the limit named', SOURCES.safety);
const updated = search('updated', 'A search finds a record by what it holds now, and no more by what it held before', SOURCES.safety);
const trashed = search('trashed', 'A search does not find records in the trash, and finds them again when they are restored', SOURCES.safety);
const destroyed = search('destroyed', 'A search does not find destroyed records', SOURCES.safety);

const PERHAPS_TOO_MANY = 101;

const searchable = (plan: Pick<Plan, 'model'>) => {
  const object = plainObject(plan);
  return object?.isSearchable ? object : undefined;
};

journey({
  name: 'Search for records',
  profiles: ['standard', 'full'],
  tokens: 19,
  subjects: instanceSubject,
  skip: (_subject, plan) => {
    const { coreGraphql } = plan.model.capabilities;
    if (!coreGraphql.available) return coreGraphql.reason;
    return searchable(plan) ? undefined : 'the workspace has no searchable object for it';
  },
  requirements: [finds, nothing, pages, included, limit, updated, trashed, destroyed],
  async play(context) {
    const { coreGraphql, rest, check, random, run, model } = context;
    const object = searchable(context)!;
    const { namePlural, nameSingular } = object;
    const label = labelField(object)!.name;
    // Words of letters alone are one word to every text search.
    const [word, later] = [random.string.alpha({ length: 14, casing: 'lower' }), random.string.alpha({ length: 14, casing: 'lower' })];
    const names = [`${run.marker} ${word}`, `${run.marker} ${word} more`];
    const samples = [await createSample(context, object, { [label]: names[0] }), await createSample(context, object, { [label]: names[1] })];
    if (samples.some(({ exchange }) => exchange.response.status !== 201)) return context.halt(`the records to be found could not be created: ${samples.at(-1)!.exchange.response.text.slice(0, 200)}`);
    const [first, second] = samples.map(({ id }) => id) as [string, string];
    const ask = (sought: string, args = `limit: 10, includedObjectNameSingulars: ["${nameSingular}"]`) =>
      coreGraphql.query(`{ search(searchInput: "${sought}", ${args}) { edges { node { recordId objectNameSingular label } cursor } pageInfo { hasNextPage endCursor } } }`);
    const nodes = (exchange: Exchange) => ((dataAt(exchange, 'search', 'edges') ?? []) as unknown[]).map((edge) => at(edge, 'node') as Record<string, unknown>);
    const idsIn = (exchange: Exchange) => nodes(exchange).map(({ recordId }) => String(recordId)).sort();
    const expectIds = (exchange: Exchange, ids: string[]) => { expectAnswered(exchange); expectEqual(idsIn(exchange), [...ids].sort(), 'ids found'); };

    const both = await ask(word);
    await check(finds, both, () => {
      expectIds(both, [first, second]);
      for (const [index, id] of [first, second].entries()) {
        const node = nodes(both).find(({ recordId }) => recordId === id);
        expectEqual([node?.['objectNameSingular'], node?.['label']], [nameSingular, names[index]], 'object and label of what was found');
      }
    });
    const none = await ask(later);
    await check(nothing, none, () => expectIds(none, []));
    const page = await ask(word, `limit: 1, includedObjectNameSingulars: ["${nameSingular}"]`);
    const next = await ask(word, `limit: 1, after: "${String(dataAt(page, 'search', 'pageInfo', 'endCursor'))}", includedObjectNameSingulars: ["${nameSingular}"]`);
    await check(pages, [page, next], () => {
      for (const each of [page, next]) { expectAnswered(each); expectEqual(nodes(each).length, 1, 'records of a page of one'); }
      expectEqual([...idsIn(page), ...idsIn(next)].sort(), [first, second].sort(), 'ids of both pages');
      expectEqual([page, next].map((each) => dataAt(each, 'search', 'pageInfo', 'hasNextPage')), [true, false], 'hasNextPage of both pages');
    });
    const another = model.objects.find((each) => each.isActive && each.isSearchable && each !== object);
    for (const [detail, args] of [['excluded', `limit: 10, excludedObjectNameSingulars: ["${nameSingular}"]`], ['others included', `limit: 10, includedObjectNameSingulars: ["${another?.nameSingular ?? ''}"]`]] as const) {
      if (detail !== 'excluded' && !another) continue;
      const elsewhere = await ask(word, args);
      await check(included, elsewhere, () => expectIds(elsewhere, []), detail);
    }
    const many = await ask(word, `limit: ${PERHAPS_TOO_MANY}`);
    await check(limit, many, () => expectRefused(many, /limit|100/i));

    const change = await rest.update(namePlural, second, { [label]: `${run.marker} ${later}` });
    const [byOld, byNew] = [await ask(word), await ask(later)];
    await check(updated, [change, byOld, byNew], () => {
      expectThat(change.response.status === 200, `the update was answered with ${change.response.status}`);
      expectIds(byOld, [first]);
      expectIds(byNew, [second]);
    });
    const away = await rest.softDelete(namePlural, first);
    const without = await ask(word);
    await check(trashed, [away, without], () => expectIds(without, []), 'deleted');
    const back = await rest.restoreMany(namePlural, `id[eq]:"${first}"`);
    const again = await ask(word);
    await check(trashed, [back, again], () => expectIds(again, [first]), 'restored');
    for (const id of [first, second]) await destroySample(context, object, id);
    const gone = await ask(word);
    await check(destroyed, gone, () => expectIds(gone, []));
  },
});
