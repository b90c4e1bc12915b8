import type { Workspace } from '../model.js';
import { stableUuid } from './identifiers.js';
import { addIndexView } from './layout-defaults.js';
import { buildRoles } from './roles.js';
import { addSampleObject } from './sample-object.js';
import { addSeedRecords } from './seed-records.js';
import { buildStandardObjects } from './standard-objects.js';

/** A workspace with the standard objects and roles, without records and API keys. */
function buildWorkspace(seed: string, now: string): Workspace {
  const standardApplicationId = stableUuid(`${seed}.application.standard`);
  const objects = buildStandardObjects(seed, standardApplicationId, now);
  const workspace: Workspace = {
    id: stableUuid(`${seed}.workspace`), standardApplicationId, customApplicationId: stableUuid(`${seed}.application.custom`),
    objects, records: new Map(objects.map((object) => [object.id, new Map()])), roles: buildRoles(seed), apiKeys: [],
    webhooks: [], layoutEntities: new Map(),
  };
  for (const object of objects) addIndexView(workspace, object);
  return workspace;
}

/** The two workspaces of the reference server. API keys are issued by whoever starts it. */
export function createWorkspaces(): { main: Workspace; other: Workspace } {
  const now = new Date().toISOString();
  const main = buildWorkspace('main', now);
  const other = buildWorkspace('other', now);
  addSeedRecords(main, now);
  addIndexView(main, addSampleObject(main, now));
  addSeedRecords(other, now);
  return { main, other };
}
