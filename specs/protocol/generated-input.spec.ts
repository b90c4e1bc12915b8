import {
  SOURCES, at, createSample, createTemporaryObject, expectJson, expectThat, instanceSubject, journey, jsonLike, needs, needsParent, notWritable, plainObject,
  plainWritableFields, removeTemporaryObject, requirement, show, textsOf, tryGenerated, typicalValue,
  type Exchange, type FieldSubject, type Plan,
} from '../../src/suite/index.js';

const generated = (id: string, title: string) => requirement({ id: `protocol.generated.${id}`, level: 'MUST', area: 'protocol', title, source: SOURCES.safety });

const value = requirement({
  id: 'protocol.generated.value', level: 'MUST', area: 'protocol', source: SOURCES.safety, covers: 'invalid-input',
  title: 'No generated value of a field is answered with a server error, and an accepted one leaves the record readable through REST and GraphQL',
});
const query = generated('query', 'No generated text of a query parameter is answered with a server error or without JSON');
const body = generated('body', 'No generated body of a write is answered with a server error, and what it made is listed');

const VALUES = { runs: 8, shrinks: 16 };
const QUERIES = { runs: 20, shrinks: 16 };

/** Neither a server error nor anything that is no JSON. */
function survived(exchange: Exchange): void {
  expectThat(exchange.response.status < 500, `${exchange.request.method}: status ${exchange.response.status} ${show(exchange.response.text)}`);
  expectJson(exchange);
}

/** One field of each type, on the first object that has a writable one. */
function oneOfEachType({ model }: Plan): FieldSubject[] {
  const found = new Map<string, FieldSubject>();
  for (const object of [...model.objects].sort((a, b) => Number(b.isCustom) - Number(a.isCustom))) {
    const closed = notWritable(object) !== undefined || !object.isActive || needsParent(object);
    for (const field of closed ? [] : plainWritableFields(object)) if (!found.has(field.type)) found.set(field.type, { name: `${object.nameSingular}.${field.name}`, object, field });
  }
  return [...found.values()];
}

journey<FieldSubject>({
  name: 'Generated values of every field type',
  profiles: ['full'],
  tokens: 17,
  subjects: oneOfEachType,
  requirements: [value],
  async play(context) {
    const { subject, rest, coreGraphql, run, check } = context;
    const { object, field } = subject;
    const { namePlural, nameSingular } = object;
    const right = typicalValue(field, context);
    const parts = right !== null && typeof right === 'object' && !Array.isArray(right) && field.type !== 'RAW_JSON' ? ` { ${Object.keys(right).join(' ')} }` : '';
    const { id, exchange } = await createSample(context, object);
    if (exchange.response.status !== 201) return context.halt(`the record to try them on could not be created: ${show(exchange.response.text)}`);
    const seen: Exchange[] = [];
    await check(value, seen, () => tryGenerated(jsonLike(right), run.config.seed, VALUES, async (input) => {
      const written = await rest.update(namePlural, id, { [field.name]: input });
      seen.splice(0, seen.length, written);
      survived(written);
      if (written.response.status >= 300) return;
      const read = await rest.get(namePlural, id);
      const again = await coreGraphql.query(`query { ${nameSingular}(filter: { id: { eq: "${id}" } }) { id ${field.name}${parts} } }`);
      seen.push(read, again);
      expectThat(at(read.response.json, 'data', nameSingular, 'id') === id, `accepted, and then GET answers ${read.response.status} ${show(read.response.text)}`);
      expectThat(at(again.response.json, 'data', nameSingular, 'id') === id, `accepted, and then GraphQL answers ${show(again.response.text)}`);
    }));
    if ((await rest.destroy(namePlural, id)).response.status === 200) context.gone(object, id);
  },
});

journey({
  name: 'Generated query parameters',
  profiles: ['full'],
  tokens: 200,
  subjects: instanceSubject,
  skip: (_subject, plan) => (plainObject(plan) ? undefined : 'the workspace has no object for it'),
  requirements: [query],
  async play(context) {
    const { http, run, check } = context;
    const object = plainObject(context)!;
    const names = object.fields.slice(0, 12).map(({ name }) => name);
    const list = `/rest/${object.namePlural}?limit=1`;
    const groups = `/rest/${object.namePlural}/groupBy?limit=1`;
    const grammar = ['[eq]:', '[in]:', '[is]:', '[like]:', '[gt]:', 'or(', 'and(', 'not(', '[DescNullsLast]', '[AscNullsFirst]', ...names];
    const json = ['[{"', '":true}]', '":{"', '"granularity":"DAY"', '[{"createdAt":{', '}}]', ...names];
    const targets: Array<[string, string, string[]]> = [
      ['filter', list, grammar], ['order_by', list, grammar], ['starting_after', list, ['eyJpZCI6', 'e30=', 'bnVsbA==', 'W10=']], ['ending_before', list, ['eyJpZCI6', 'e30=', 'bnVsbA==']],
      ['limit', `/rest/${object.namePlural}?`, ['1', '2', 'e', '+', '0x']], ['depth', list, ['0', '1', '2']], ['group_by', groups, json], ['aggregate', `${groups}&group_by=${encodeURIComponent('[{"updatedAt":true}]')}`, ['["', '"]', 'totalCount', 'countNotEmptyId', ...names]],
      ['order_by of groupBy', `${groups}&group_by=${encodeURIComponent('[{"updatedAt":true}]')}`, json], ['viewId', `${groups}&group_by=${encodeURIComponent('[{"updatedAt":true}]')}`, ['00000000-0000-4000-8000-000000000000']],
    ];
    for (const [name, path, words] of targets) {
      const seen: Exchange[] = [];
      await check(query, seen, () => tryGenerated(textsOf(words), run.config.seed, QUERIES, async (text) => {
        const exchange = await http.call({ path: `${path}${path.endsWith('?') ? '' : '&'}${name.split(' ')[0]}=${encodeURIComponent(text)}` });
        seen.splice(0, seen.length, exchange);
        survived(exchange);
      }), name);
    }
  },
});

journey({
  name: 'Generated bodies on a temporary object',
  profiles: ['full'],
  tokens: 50,
  subjects: instanceSubject,
  skip: needs('metadataRest'),
  requirements: [body],
  async play(context) {
    const { http, rest, run, check } = context;
    const object = await createTemporaryObject(context, 'I');
    const { namePlural } = object;
    const targets: Array<['POST' | 'PATCH', string, unknown]> = [
      ['POST', `/rest/${namePlural}`, { name: 'generated' }],
      ['POST', `/rest/${namePlural}?upsert=true`, { id: '00000000-0000-4000-8000-000000000000', name: 'generated' }],
      ['POST', `/rest/batch/${namePlural}`, [{ name: 'generated' }]],
      ['POST', `/rest/${namePlural}/duplicates`, { ids: ['00000000-0000-4000-8000-000000000000'], data: [{ name: 'generated' }] }],
      ['PATCH', `/rest/${namePlural}/merge`, { ids: ['00000000-0000-4000-8000-000000000000'], conflictPriorityIndex: 0 }],
    ];
    for (const [method, path, right] of targets) {
      const seen: Exchange[] = [];
      await check(body, seen, () => tryGenerated(jsonLike(right), run.config.seed, VALUES, async (input) => {
        const written = await http.call({ method, path, json: input });
        seen.splice(0, seen.length, written);
        survived(written);
        if (written.response.status >= 300) return;
        const listed = await rest.list(namePlural);
        seen.push(listed);
        expectThat(listed.response.status === 200, `accepted, and then the list answers ${listed.response.status} ${show(listed.response.text)}`);
      }), `${method} ${path.replace(namePlural, '{objects}')}`);
    }
    await removeTemporaryObject(context, object);
  },
});
