import { expect, test } from 'vitest';
import { chooseWithin } from '../../src/commands/choose.js';
import { planCost } from '../../src/commands/plan.js';
import { loadConfig } from '../../src/config/load.js';
import { createHttpClient } from '../../src/http/client.js';
import { startReferenceServer } from '../../src/reference/server.js';
import { discover } from '../../src/workspace/discover.js';

/** A plan of the standard profile on the reference server. */
async function plan() {
  const server = await startReferenceServer();
  const http = createHttpClient({ baseUrl: server.baseUrl, apiKey: server.keys.ADMIN_KEY, extraKeys: {}, timeoutMs: 30_000, readOnly: true, concurrency: 4 });
  try {
    const model = await discover(http, server.baseUrl);
    const { config } = await loadConfig({ url: server.baseUrl, apiKey: server.keys.ADMIN_KEY, format: ['json'] }, {}, '/');
    return { config: { ...config, url: server.baseUrl, apiKey: server.keys.ADMIN_KEY }, model };
  } finally {
    await http.close();
    await server.close();
  }
}

test('a budget is spent on the most requirements first, costs what it says, and tells what it leaves out', async () => {
  const { config, model } = await plan();
  const whole = await planCost(config, model);
  const everything = await chooseWithin({ config, model }, whole.tokens * 2);
  expect(everything).toEqual({ keys: [], checks: 0, requirements: [] });

  const small = await chooseWithin({ config, model }, 300);
  const cost = await planCost(config, model, config.profile, small.keys);
  expect(cost.tokens).toBeLessThanOrEqual(300);
  expect(cost.tokens).toBeGreaterThan(240);
  expect(cost.checks).toBe(whole.checks - small.checks);

  const nothing = await chooseWithin({ config, model }, 1);
  expect((await planCost(config, model, config.profile, nothing.keys)).tokens).toBe(0);
  expect(small.requirements.length).toBeLessThan(nothing.requirements.length / 2);
});
