import { beforeAll, expect, test } from 'vitest';
import { FAULTS } from '../../src/faults/index.js';
import { openInstance } from '../../src/power/instance.js';
import { loadJourneys, openPowerRun, partsOf, playParts } from '../../src/power/play.js';
import type { WorkspaceModel } from '../../src/workspace/model.js';

// One fault of each family on the part of the suite that is nearest to it; `npm run power` plays all of them.
const CASES = [
  ['authentication.no-token-accepted-by-openapi', 'Bad credentials › openapi', 'auth.missing-token.refused'],
  ['isolation.foreign-list', 'Keys that may not write here › company', 'auth.isolation.list'],
  ['rest-writes.update-empties-others', 'REST lifecycle of a record › company', 'rest.update.untouched'],
  ['graphql-writes.update-empties-others', 'One record through REST and GraphQL › company', 'protocol.history.untouched'],
  ['filters.graphql-or-as-and', 'Logic of filters › instance', 'rest.logic.same-as-graphql'],
  ['order-and-pages.previous-page-always', 'REST lifecycle of a record › company', 'protocol.lists.count'],
  ['field-values.text-trimmed', 'Values of a custom field › conformanceSample.textField', 'custom-fields.value.boundary'],
  ['validation.equal-names-accepted', 'Life of a custom object › instance', 'metadata.object-refused.equal-names'],
  ['errors.unknown-object-500', 'Bad requests › instance', 'protocol.unknown-object'],
  ['metadata.list-never-advances', 'Metadata REST › instance', 'metadata.objects.list-page'],
  ['openapi.batch-missing', 'Each object in the Core OpenAPI document › company', 'openapi.object.paths'],
  ['graphql-schema.root-query-missing', 'Each object in the Core GraphQL schema › company', 'graphql.schema.queries'],
  ['graphql-answers.typename-of-another', 'One record through REST and GraphQL › company', 'graphql.answers.selection'],
  ['staleness.search-cached', 'Search for records › instance', 'graphql.search.updated'],
  ['leaks.stack-in-error', 'Bad requests › instance', 'protocol.answers.no-internals'],
  ['webhooks.bad-target-accepted', 'Webhooks as entities › instance', 'webhooks.manage.invalid-target'],
  ['protocol.health-needs-token', 'Bad requests › instance', 'protocol.health'],
] as const;

const power = { profile: 'full', objects: ['conformanceSample', 'company'], seed: 7 } as const;
let model: WorkspaceModel;

beforeAll(async () => {
  await loadJourneys();
  const clean = await openInstance([]);
  model = (await openPowerRun(clean, { ...power, objects: [...power.objects] })).run.model;
  await clean.close();
}, 60_000);

test('there is one of each family', () => {
  const families = new Set(FAULTS.map(({ family }) => family));
  families.delete('infrastructure');
  expect(new Set(CASES.map(([id]) => id.split('.')[0]))).toEqual(families);
});

test.each(CASES)('%s is noticed by %s: %s', async (id, key, requirement) => {
  const fault = FAULTS.find((one) => one.id === id)!;
  const instance = await openInstance([fault]);
  try {
    const { run, checks } = await openPowerRun(instance, { ...power, objects: [...power.objects] }, model, ['authentication', 'openapi', 'graphql-schema'].includes(fault.family));
    const parts = partsOf(run).filter((part) => part.key === key || part.key.startsWith('Answers of the whole run, whatever'));
    expect(parts.map((part) => part.key)).toContain(key);
    await playParts(run, parts);
    expect(checks.filter(({ status }) => status === 'failed').map((check) => check.requirement)).toContain(requirement);
  } finally {
    await instance.close();
  }
}, 60_000);
