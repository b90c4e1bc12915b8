import {
  SOURCES, at, entitiesIn, excludedValues, expectEqual, expectStatus, expectThat, journey, operationParameters, permissionDenied, requirement, show, type Exchange, type Plan,
} from '../../src/suite/index.js';

const metadata = (id: string, title: string) => requirement({ id: `openapi.metadata.${id}`, level: 'MUST', area: 'openapi', title, source: SOURCES.metadataDocument });

const asDocumented = metadata('list', 'A list of the Metadata API answers 200 when called with just the parameters that the document requires');
const pageDefault = metadata('limit-default', 'A list without a limit holds as many entities as the document says by default');
const pageMaximum = metadata('limit-maximum', 'A list with the documented maximum as limit holds that many entities');
const excluded = metadata('excluded-value', 'A value that the schema of a parameter rules out is refused with 400');
const filters = metadata('filter-effect', 'A parameter that narrows a list answers only entities of that value');
const readOne = metadata('one', 'An entity of a list is read by its id');

interface ResourceSubject {
  name: string;
}

/** Resources of the document: paths of one segment that are read. */
function resources({ model }: Plan): ResourceSubject[] {
  return Object.entries(model.openapi.metadata?.paths ?? {}).filter(([path, item]) => /^\/\w+$/.test(path) && item?.get).map(([path]) => ({ name: path.slice(1) }));
}

/** Entities of a list answer; none where it holds no list. */
function entities(exchange: Exchange, plural: string): Array<Record<string, unknown>> {
  return entitiesIn(exchange, plural) ?? [];
}

journey<ResourceSubject>({
  name: 'Reads of the Metadata API as its OpenAPI document describes them',
  profiles: ['smoke', 'read-only', 'standard', 'full'],
  tokens: 0,
  subjects: resources,
  requirements: [asDocumented, pageDefault, pageMaximum, excluded, filters, readOne],
  async play(context) {
    const { subject, http, model, check, skip } = context;
    const plural = subject.name;
    const offered = operationParameters(model.openapi.metadata, `/${plural}`, 'get');
    const get = (query: Record<string, string>) => http.call({ path: `/rest/metadata/${plural}${Object.keys(query).length > 0 ? '?' : ''}${new URLSearchParams(query).toString()}` });
    const needed: Record<string, string> = {};
    for (const parameter of offered.filter((each) => each.required && each.in === 'query')) {
      // `pageLayoutId` is the id of one of `pageLayouts`.
      const parents = await http.call({ path: `/rest/metadata/${parameter.name.replace(/Id$/, '')}s` });
      const first = entities(parents, parameter.name)[0]?.['id'];
      if (typeof first !== 'string') return context.leave(`it is read by ${parameter.name}, and there is none`);
      needed[parameter.name] = first;
    }
    const list = await get(needed);
    if (permissionDenied(list)) return context.leave(`the role of the key may not read ${plural}`);
    await check(asDocumented, list, () => expectStatus(list, 200));
    const found = entities(list, plural);
    const total = at(list.response.json, 'totalCount');
    const limit = offered.find(({ name }) => name === 'limit')?.schema;
    const stated = (key: 'default' | 'maximum') => (typeof limit?.[key] === 'number' ? limit[key] : undefined);
    if (list.response.status !== 200) skip(pageDefault, 'the list is not answered');
    else if (stated('default') === undefined) skip(pageDefault, 'the document states no default');
    else if (typeof total !== 'number') await check(pageDefault, list, () => expectThat(false, `totalCount: expected a number, for the document says that ${plural} are answered in pages`));
    else await check(pageDefault, list, () => expectEqual(found.length, Math.min(stated('default')!, total), `entities, where the document says ${stated('default')} and there are ${total}`));
    const maximum = stated('maximum');
    if (list.response.status !== 200) skip(pageMaximum, 'the list is not answered');
    else if (maximum === undefined) skip(pageMaximum, 'the document states no maximum');
    else {
      const page = await get({ ...needed, limit: String(maximum) });
      const small = await get({ ...needed, limit: '1' });
      await check(pageMaximum, [page, small], () => {
        expectStatus(page, 200);
        expectStatus(small, 200);
        expectThat(found.length < 2 || entities(small, plural).length === 1, `limit=1: expected one of ${found.length} entities, got ${entities(small, plural).length}`);
        expectEqual(entities(page, plural).length, Math.min(maximum, typeof total === 'number' ? total : found.length), `entities, where the document says at most ${maximum} and there are ${show(total)}`);
      });
    }
    const values = offered.filter((each) => each.in === 'query').flatMap((parameter) => excludedValues(parameter).map((value) => ({ parameter, value })));
    for (const { parameter, value } of values) {
      const refused = await get({ ...needed, [parameter.name]: value });
      await check(excluded, refused, () => expectStatus(refused, 400), `${parameter.name}=${value}`);
    }
    if (values.length === 0) skip(excluded, 'no parameter rules out a value', 'subject');
    const narrowing = offered.filter((each) => each.in === 'query' && found.some((entity) => typeof entity[each.name] === 'string'));
    for (const { name } of narrowing) {
      const value = String(found.find((entity) => typeof entity[name] === 'string')?.[name]);
      const narrowed = await get({ ...needed, [name]: value });
      await check(filters, narrowed, () => {
        expectStatus(narrowed, 200);
        expectEqual(entities(narrowed, plural).map((entity) => entity['id']).sort(), found.filter((entity) => entity[name] === value).map((entity) => entity['id']).sort(), `ids of ${plural} with ${name}=${value}`);
      }, name);
    }
    if (narrowing.length === 0) skip(filters, 'no parameter narrows the list', 'subject');
    const id = found[0]?.['id'];
    if (typeof id !== 'string') return skip(readOne, 'there is none');
    const one = await http.call({ path: `/rest/metadata/${plural}/${id}` });
    await check(readOne, one, () => {
      expectStatus(one, 200);
      expectThat(one.response.text.includes(id), 'body: expected the entity of that id');
    });
  },
});
