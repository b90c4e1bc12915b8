/** Reports to test with. */
import { buildReport, type ReportInput } from '../../src/report/build.js';
import type { KnownDeviation, Report, ReportCheck, ReportExchange } from '../../src/report/model.js';

export const DEVIATION: KnownDeviation = {
  reason: 'Twenty answers 400 where its documents promise 404',
  evidence: 'GET of an unknown id on 2.21, seen on a stock workspace',
  issue: 'https://example.org/issues/1',
};

export function exchange(part: Partial<ReportExchange['response']> = {}): ReportExchange {
  return {
    request: { method: 'POST', url: 'http://127.0.0.1:3000/rest/people', headers: { authorization: 'Bearer ***' }, body: '{"name":{"firstName":"Ada"}}' },
    response: { status: 500, headers: { 'content-type': 'application/json' }, body: '{"error":"boom"}', ...part },
    curl: "curl -X POST 'http://127.0.0.1:3000/rest/people' -H \"Authorization: Bearer $TWENTY_API_KEY\"",
  };
}

export function check(part: Partial<ReportCheck> = {}): ReportCheck {
  return {
    requirement: 'rest.create.envelope',
    level: 'MUST',
    area: 'rest',
    title: 'A created record comes back in the documented envelope',
    subject: 'person',
    status: 'passed',
    source: 'Twenty API documentation, REST, create',
    exchanges: [],
    ...part,
  };
}

export function failed(part: Partial<ReportCheck> = {}): ReportCheck {
  return check({ status: 'failed', message: 'expected status 201, got status 500', exchanges: [exchange()], ...part });
}

const COVERAGE: Report['coverage'] = {
  operations: [
    { surface: 'Core REST', operation: 'GET /rest/{objects}', offered: 3, called: 2, requirements: ['rest.list.status'] },
    { surface: 'Core REST', operation: 'PATCH /rest/{objects}/merge', offered: 3, called: 0, requirements: [] },
  ],
  fieldTypes: [{ fieldType: 'TEXT', aspect: 'filter', requirements: ['rest.filter.eq'] }],
};

export function report(part: Partial<ReportInput> = {}): Report {
  return buildReport({
    tool: { name: 'twenty-conformance', version: '0.1.0' },
    instance: { baseUrl: 'http://127.0.0.1:3000', version: '2.21.0' },
    profile: 'standard',
    seed: 7,
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 12_345,
    checks: [check()],
    traffic: { requests: 120, tokens: 90, writes: 30 },
    cleanup: { created: 10, removed: 10, leftovers: [] },
    notes: [],
    coverage: COVERAGE,
    latencySamples: [],
    requireComplete: false,
    ...part,
  });
}

/** A report of many checks with every outcome, level and area in it. */
export function largeReport(count: number, share = 0.04): Report {
  const objects = ['person', 'company', 'opportunity', 'note', 'task', 'noteTarget', 'taskTarget', 'workflow', 'dashboard', 'attachment', 'petRock', 'calendarEvent', 'message'];
  const operations: Array<[string, string, string]> = [
    ['rest', 'create', 'envelope'], ['rest', 'read', 'one'], ['rest', 'list', 'order'], ['rest', 'update', 'merge'], ['rest', 'delete', 'soft'],
    ['graphql', 'create', 'one'], ['graphql', 'find', 'many'], ['graphql', 'connection', 'cursor'], ['metadata', 'fields', 'listed'], ['openapi', 'paths', 'complete'],
    ['parity', 'record', 'same'], ['auth', 'missing', 'refused'], ['custom-fields', 'type', 'default'],
  ];
  const checks: ReportCheck[] = [];
  for (let index = 0; index < count; index += 1) {
    const [area, operation, last] = operations[index % operations.length] ?? ['rest', 'create', 'envelope'];
    const object = objects[Math.floor(index / operations.length) % objects.length] ?? 'person';
    const round = Math.floor(index / (operations.length * objects.length));
    const base = {
      requirement: `${area}.${operation}.${last}${round === 0 ? '' : round}`,
      area,
      level: (['MUST', 'MUST', 'SHOULD', 'MAY'] as const)[(index + round) % 4] ?? 'MUST',
      subject: area === 'auth' ? `GET /rest/${object}` : round % 3 === 2 ? `${object}.name` : object,
      title: `The ${operation} operation keeps its promise about ${last}, as documented`,
    };
    const dice = (index * 7919) % 1000 / 1000;
    if (dice < share) checks.push(failed({ ...base, message: `${base.subject}: expected status 200, got status 500\n- "a"\n+ "b${index}"` }));
    else if (dice < share * 2) checks.push(failed({ ...base, knownDeviation: DEVIATION }));
    else if (dice < share * 3) checks.push(check({ ...base, status: 'inconclusive', reason: 'no answer within 10 s', exchanges: [exchange({ status: 503 })] }));
    else if (dice < share * 5) checks.push(check({ ...base, status: 'skipped', reason: 'no restricted key given', optional: true }));
    else checks.push(check({ ...base, exchanges: [exchange({ status: 200 })] }));
  }
  return report({
    checks,
    notes: ['The expectation for rest.read.missing no longer fails: remove it.'],
    latencySamples: operations.map(([area, operation], index) => ({ operation: `${area} ${operation}`, durationMs: 10 + index * 3.3 })),
  });
}
