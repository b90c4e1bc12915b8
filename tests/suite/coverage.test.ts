import { expect, test } from 'vitest';
import { createCoverageTally, openCoverage, type CoverageEvent } from '../../src/suite/coverage.js';
import type { Exchange } from '../../src/http/exchange.js';
import type { Requirement } from '../../src/suite/requirement.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';

const model = {
  baseUrl: 'http://127.0.0.1:3000',
  objects: [{ nameSingular: 'person', namePlural: 'people' }, { nameSingular: 'task', namePlural: 'tasks' }],
  openapi: { core: { paths: { '/people': { get: {} }, '/tasks': { get: {} } } }, metadata: null },
  introspection: { core: null, metadata: null },
} as unknown as WorkspaceModel;
const filter: Requirement = { id: 'rest.filter.eq', level: 'MUST', area: 'rest', title: 'T', source: 'S', covers: 'filter' };
const list: Requirement = { id: 'rest.list.status', level: 'MUST', area: 'rest', title: 'T', source: 'S' };
const exchange = (path: string) => ({ request: { method: 'GET', url: `http://127.0.0.1:3000${path}`, headers: {} } }) as unknown as Exchange;

test('a run tells each thing once, and the tally adds it up', () => {
  const events: CoverageEvent[] = [];
  const coverage = openCoverage(model, (event) => events.push(event));
  coverage.covers(list, [exchange('/rest/people')]);
  coverage.covers(list, [exchange('/rest/people?limit=1')]);
  coverage.covers(filter, [exchange('/rest/people?filter=x')], ['TEXT', 'TEXT']);
  coverage.covers(filter, [], ['TEXT']);
  expect(events.map(({ type }) => type)).toEqual(['offered', 'called', 'called', 'covered']);
  const tally = createCoverageTally();
  for (const event of events) tally.add(event);
  expect(tally.result()).toEqual({
    operations: [{ surface: 'Core REST', operation: 'GET /rest/{objects}', offered: 2, called: 1, requirements: ['rest.filter.eq', 'rest.list.status'] }],
    fieldTypes: [{ fieldType: 'TEXT', aspect: 'filter', requirements: ['rest.filter.eq'] }],
  });
});
