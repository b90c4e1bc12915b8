import { expect, test } from 'vitest';
import type { CallOptions, Exchange, HttpClient } from '../../src/http/exchange.js';
import type { ReportCheck } from '../../src/report/model.js';
import { besideOtherRuns, unlessOtherRun } from '../../src/suite/other-runs.js';
import { temporaryName } from '../../src/workspace/run-names.js';

const OWN = '0b17f29e';
const OTHER = 'a0b1c2d3';
const column = (run: string) => `targetZ${temporaryName(run, 'Q').slice(1)}Id`;

/** Answers with these texts in turn: 400 where one says what was not found, 200 otherwise. */
function answering(...texts: string[]) {
  const sent: string[] = [];
  const call = async (options: CallOptions) => {
    const text = texts[Math.min(sent.length, texts.length - 1)]!;
    sent.push(`${options.method ?? 'GET'} ${options.path}`);
    const body = options.json === undefined ? {} : { body: JSON.stringify(options.json) };
    return Promise.resolve({ request: { method: options.method ?? 'GET', url: options.path, headers: {}, ...body }, response: { status: text.includes('not found') ? 400 : 200, headers: {}, text, json: undefined } } as unknown as Exchange);
  };
  return { ...besideOtherRuns({ call } as unknown as HttpClient, OWN, 0), sent };
}
const missing = (run: string) => `{"message":"Property ${column(run)} was not found"}`;

test('a failure that rests on what another run makes is inconclusive, and says what was seen', () => {
  const failed = { requirement: 'rest.read.status', subject: 'company', status: 'failed', message: 'status: expected 200, got 400' } as ReportCheck;
  const seen = (text: string) => [{ response: { text } } as Exchange];
  expect(unlessOtherRun(OWN, failed, seen(`${missing(OWN)} ${missing(OTHER)}`))).toMatchObject({ status: 'inconclusive', reason: expect.stringMatching(new RegExp(`^the run ${OTHER} .*got 400$`)) as string });
  expect(unlessOtherRun(OWN, { ...failed, message: `fields: expected [], got ["${column(OTHER)}"]` }, [])).toMatchObject({ status: 'inconclusive' });
  expect(unlessOtherRun(OWN, failed, seen(missing(OWN)))).toBe(failed);
  expect(unlessOtherRun(OWN, failed, seen('targetZzConformanceReportsId'))).toBe(failed);
  const passed = { ...failed, status: 'passed' } as ReportCheck;
  expect(unlessOtherRun(OWN, passed, seen(missing(OTHER)))).toBe(passed);
});

test('a read that is refused for an object of another run is sent once more', async () => {
  const { http, disturbed, sent } = answering(missing(OTHER), '{"data":{}}');
  expect((await http.call({ path: '/rest/companies' })).response.status).toBe(200);
  expect(sent).toEqual(['GET /rest/companies', 'GET /rest/companies']);
  expect(disturbed).toEqual([]);
});

test('a refusal that stays disturbs the journey', async () => {
  const { http, disturbed, sent } = answering(missing(OTHER));
  await http.call({ method: 'POST', path: '/graphql', json: { query: '{ companies { totalCount } }' } });
  expect(sent).toHaveLength(2);
  expect(disturbed).toHaveLength(1);
});

test('a write is not repeated, because it may be executed in part', async () => {
  for (const options of [{ method: 'PATCH', path: '/rest/companies/x', json: {} }, { method: 'POST', path: '/graphql', json: { query: 'mutation { deleteCompany(id: "x") { id } }' } }] as const) {
    const { http, disturbed, sent } = answering(missing(OTHER));
    await http.call(options);
    expect(sent).toHaveLength(1);
    expect(disturbed).toHaveLength(1);
  }
});

test("a refusal that names the run's own object is an answer like any other, and so is a record that shows another run's column", async () => {
  for (const text of [missing(OWN), `{"data":{"attachment":{"${column(OTHER)}":null}}}`]) {
    const { http, disturbed, sent } = answering(text);
    await http.call({ path: '/rest/attachments' });
    expect(sent).toHaveLength(1);
    expect(disturbed).toEqual([]);
  }
});
