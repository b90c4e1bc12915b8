import { setTimeout as sleep } from 'node:timers/promises';
import type { RunConfig } from '../config/config.js';
import type { HttpClient } from '../http/exchange.js';
import { clientFor } from '../http/run-client.js';
import { earlierRuns, forgetRun } from '../suite/earlier-runs.js';
import { temporaryObjects } from '../suite/find-marked.js';
import { leftBehind, removeLeftBehind } from '../suite/left-behind.js';
import type { ObjectModel } from '../workspace/model.js';

/**
 * Removes what earlier runs that are over left on the instance, as far as their ledgers and the names of objects tell: that costs nothing to
 * see. Runs that may be at work are not touched, and a read-only run only says what is there. Returns sentences about it.
 */
export async function sweepEarlierRuns(config: RunConfig & { url: string; apiKey: string }, objects: readonly ObjectModel[]): Promise<{ notes: string[]; traffic: HttpClient['traffic'] }> {
  const ledgers = earlierRuns(config.reportDir);
  for (const each of ledgers) if (each.run.embedded && !each.live) forgetRun(each);
  const here = ledgers.filter(({ run }) => !run.embedded && run.url === config.url);
  const found = leftBehind(here, temporaryObjects(objects)).filter(({ live }) => live === undefined);
  const notes: string[] = [];
  const http = clientFor(config, config.profile === 'read-only');
  try {
    for (const each of found) {
      if (config.profile === 'read-only') {
        if (each.entries.length > 0) notes.push(`An earlier run, ${each.runId}, left ${each.entries.length} things here; \`twenty-conformance cleanup\` removes them.`);
        continue;
      }
      const { removed, leftovers } = await removeLeftBehind(http, each, sleep);
      if (removed.length > 0) notes.push(`Removed what an earlier run, ${each.runId}, had left: ${removed.length} things.`);
      if (leftovers.length > 0) notes.push(`An earlier run, ${each.runId}, left ${leftovers.length} things that could not be removed: ${leftovers[0]?.reason ?? ''}`);
    }
    return { notes, traffic: { ...http.traffic } };
  } finally {
    await http.close();
  }
}
