import {
  SOURCES, at, expectEqual, expectJson, expectStatus, expectThat, journey, objectSubjects, permissionDenied, requirement, recordProblems,
} from '../../src/suite/index.js';

const existing = (id: string, title: string, source: string = SOURCES.coreDocument) => requirement({ id: `rest.existing.${id}`, level: 'MUST', area: 'rest', title, source });

const status = existing('list-status', 'The records of every object are listed with 200 and JSON');
const envelope = existing('list-envelope', 'A list of existing records has data.{plural}, pageInfo and totalCount');
const limit = existing('list-limit', 'A page of existing records holds at most limit records');
const schema = existing('record-schema', 'Every existing record has exactly the properties and types that metadata describes', SOURCES.metadata);
const readable = existing('readable', 'A listed record is read by its id as it was listed', SOURCES.agreement);
const count = existing('same-count', 'REST and GraphQL count the same records of an object', SOURCES.agreement);
const live = existing('not-trashed', 'A list without filter holds no soft-deleted record', SOURCES.docs);

journey({
  name: 'Existing records, read only',
  profiles: ['read-only', 'full'],
  tokens: 3,
  subjects: objectSubjects,
  requirements: [status, envelope, limit, schema, readable, count, live],
  async play({ subject: { object }, rest, coreGraphql, model, check, skip, leave }) {
    const { namePlural, nameSingular } = object;
    const list = await rest.list(namePlural, { limit: 3 });
    if (permissionDenied(list)) return leave(`the role of the key may not read a '${nameSingular}'`);
    const evidence = list;
    const records = at(list.response.json, 'data', namePlural) as Array<Record<string, unknown>> | undefined;
    await check(status, evidence, () => { expectStatus(list, 200); expectJson(list); });
    await check(envelope, evidence, () => {
      expectThat(Array.isArray(records), `data.${namePlural}: expected an array`);
      expectThat(typeof at(list.response.json, 'totalCount') === 'number', 'totalCount: expected a number');
      expectThat(typeof at(list.response.json, 'pageInfo', 'hasNextPage') === 'boolean', 'pageInfo.hasNextPage: expected true or false');
    });
    await check(limit, evidence, () => expectThat((records ?? []).length <= 3, `a page of ${records?.length ?? 0} records with limit 3`));
    await check(live, evidence, () => expectThat((records ?? []).every(({ deletedAt }) => deletedAt === null), 'deletedAt: expected null on every listed record'));
    const [first] = records ?? [];
    if (!first) {
      for (const needsRecord of [schema, readable]) skip(needsRecord, 'the object has no visible record');
    } else {
      await check(schema, evidence, () => {
        const problems = (records ?? []).flatMap((record) => recordProblems(object, record));
        expectThat(problems.length === 0, [...new Set(problems)].slice(0, 5).join('; '));
      });
      const one = await rest.get(namePlural, String(first.id));
      await check(readable, one, () => {
        expectStatus(one, 200);
        const read = at(one.response.json, 'data', nameSingular) as Record<string, unknown> | undefined;
        const different = Object.keys(first).filter((name) => JSON.stringify(first[name]) !== JSON.stringify(read?.[name]));
        // Files come with addresses that are signed anew for each answer.
        const signed = new Set(object.fields.filter(({ type }) => type === 'FILES').map(({ name }) => name));
        expectEqual(different.filter((name) => !signed.has(name)), [], 'properties that differ');
      });
    }
    if (!model.capabilities.coreGraphql.available) return skip(count, model.capabilities.coreGraphql.reason);
    const counted = await coreGraphql.query(`{ ${namePlural}(first: 1) { totalCount } }`);
    const again = await rest.list(namePlural, { limit: 1 });
    await check(count, [again, counted], () => {
      const before = at(list.response.json, 'totalCount');
      const after = at(again.response.json, 'totalCount');
      if (before !== after) throw new Error('records came or went while they were counted');
      expectEqual(at(counted.response.json, 'data', namePlural, 'totalCount'), after, 'totalCount of GraphQL beside REST');
    });
  },
});
