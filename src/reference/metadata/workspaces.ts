import type { Workspace } from '../model.js';
import { addAutomaticLayout } from './automatic-layout.js';
import { stableUuid } from './identifiers.js';
import { addIndexView } from './layout-defaults.js';
import { buildRoles } from './roles.js';
import { addSampleObject } from './sample-object.js';
import { addSeedRecords } from './seed-records.js';
import { buildStandardObjects } from './standard-objects.js';
import { addSynthetic, type SyntheticSize } from './synthetic.js';

/** Id that Twenty's demo data give to their first workspace. */
const DEMO_WORKSPACE_ID = '20202020-1c25-4d02-bf25-6aeccf7ea419';

/** A workspace with the standard objects and roles, without records and API keys. */
function buildWorkspace(seed: string, id: string, now: string): Workspace {
  const standardApplicationId = stableUuid(`${seed}.application.standard`);
  const objects = buildStandardObjects(seed, standardApplicationId, now);
  const workspace: Workspace = {
    id, standardApplicationId, customApplicationId: stableUuid(`${seed}.application.custom`),
    objects, records: new Map(), roles: buildRoles(seed), apiKeys: [],
    webhooks: [], layoutEntities: new Map(),
  };
  for (const object of objects) addIndexView(workspace, object);
  return workspace;
}

/** The two workspaces of the reference server. API keys are issued by whoever starts it. */
export function createWorkspaces({ synthetic, withoutSample = false }: { synthetic?: SyntheticSize; withoutSample?: boolean } = {}): { main: Workspace; other: Workspace } {
  const now = new Date().toISOString();
  const main = buildWorkspace('main', DEMO_WORKSPACE_ID, now);
  const other = buildWorkspace('other', stableUuid('other.workspace'), now);
  addSeedRecords(main, now);
  if (!withoutSample) addAutomaticLayout(main, addSampleObject(main, now));
  addSeedRecords(other, now);
  if (synthetic) addSynthetic(main, synthetic, now);
  return { main, other };
}
