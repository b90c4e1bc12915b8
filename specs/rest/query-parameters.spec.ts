import { SOURCES, at, expectEqual, expectStatus, expectThat, journey, objectSubjects, requirement, show, type Exchange } from '../../src/suite/index.js';

const parameter = (id: string, title: string, source: string = SOURCES.safety) => requirement({ id: `rest.parameter.${id}`, level: 'MUST', area: 'rest', title, source });

const limitZero = parameter('limit-zero', 'limit=0 answers an empty page, as the minimum of the document allows', SOURCES.coreDocument);
const limitInteger = parameter('limit-no-integer', 'A limit that is no whole number is refused with 400, the limit named');
const depth = parameter('depth-undocumented', 'A depth that the document does not list is refused with 400 and named');
const unknown = parameter('unknown', 'A query parameter that the API does not have is refused with 400 and named, not passed over');
const bothCursors = parameter('both-cursors', 'starting_after and ending_before together are refused with 400');

/** Names that clients of other APIs, and of this one's GraphQL side, send by mistake: passed over, they give page one for ever, or every record. */
const MISTAKEN = ['filters', 'orderBy', 'after', 'cursor', 'page', 'offset'];
/** The id of no record, so that no list holds one of another's. */
const NOBODY = 'id[eq]:"00000000-0000-4000-8000-00000000c0de"';

journey({
  name: 'Query parameters of a list',
  profiles: ['read-only', 'standard', 'full'],
  tokens: 13,
  subjects: (plan) => objectSubjects(plan).filter(({ object }) => object.isActive && !object.isSystem).slice(0, 1),
  requirements: [limitZero, limitInteger, depth, unknown, bothCursors],
  async play({ check, http, subject: { object: { namePlural } } }) {
    const list = (query: string) => http.call({ path: `/rest/${namePlural}?filter=${encodeURIComponent(NOBODY)}&${query}` });
    const refuses = async (what: typeof unknown, query: string, named: string) => {
      const exchange = await list(query);
      await check(what, exchange, () => {
        expectStatus(exchange, 400);
        expectThat(exchange.response.text.includes(named), `body: expected '${named}' named, got ${show(exchange.response.text)}`);
      }, query);
    };
    const records = (exchange: Exchange) => at(exchange.response.json, 'data', namePlural);
    const none = await list('limit=0');
    await check(limitZero, none, () => { expectStatus(none, 200); expectEqual(records(none), [], `data.${namePlural}`); });
    for (const value of ['1.5', 'Infinity']) await refuses(limitInteger, `limit=${value}`, 'limit');
    for (const value of ['2', '-1', 'abc']) await refuses(depth, `depth=${value}`, value);
    for (const name of MISTAKEN) await refuses(unknown, `${name}=1`, name);
    const cursor = encodeURIComponent(Buffer.from('{"id":"00000000-0000-4000-8000-00000000c0de"}').toString('base64'));
    await refuses(bothCursors, `starting_after=${cursor}&ending_before=${cursor}`, 'before');
  },
});
