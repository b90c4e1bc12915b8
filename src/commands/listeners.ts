import type { HttpClient } from '../http/exchange.js';
import { InconclusiveError } from '../http/exchange.js';
import { at } from '../suite/assert.js';
import { listEntities } from '../suite/clean-up.js';
import { where } from '../twenty/filter.js';
import { createRestClient } from '../twenty/rest.js';
import type { WorkspaceModel } from '../workspace/model.js';

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Says which webhooks and active workflows of the workspace may hear of what a run writes; undefined where there are none, or the key may not see them. One token. */
export async function listenersOn(http: HttpClient, model: WorkspaceModel): Promise<string | undefined> {
  try {
    const webhooks = (await listEntities(http, 'webhooks'))?.length ?? 0;
    const workflows = await activeWorkflows(http, model);
    if (webhooks + workflows === 0) return undefined;
    const all = [...(webhooks > 0 ? [counted(webhooks, 'webhook')] : []), ...(workflows > 0 ? [counted(workflows, 'active workflow')] : [])].join(' and ');
    return `The workspace has ${all}: the records that this run makes and removes may trigger them. They can be told by the marker; \`--profile read-only\` makes none.`;
  } catch (error) {
    if (error instanceof InconclusiveError) return undefined;
    throw error;
  }
}

async function activeWorkflows(http: HttpClient, { objects }: WorkspaceModel): Promise<number> {
  const workflow = objects.find(({ nameSingular, fields }) => nameSingular === 'workflow' && fields.some(({ name }) => name === 'statuses'));
  if (!workflow) return 0;
  const { response } = await createRestClient(http).list(workflow.namePlural, { filter: where('statuses', 'containsAny', ['ACTIVE']), limit: 60, depth: 0 });
  const listed = response.status === 200 ? at(response.json, 'data', workflow.namePlural) : undefined;
  return Array.isArray(listed) ? listed.filter((each) => (at(each, 'statuses') as unknown[] | undefined)?.includes('ACTIVE')).length : 0;
}
