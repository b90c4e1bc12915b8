import { PROFILES, type RunConfig } from '../config/config.js';
import type { HttpClient } from '../http/exchange.js';
import { clientFor } from '../http/run-client.js';
import { discover, DiscoveryError } from '../workspace/discover.js';
import type { Capabilities, WorkspaceModel } from '../workspace/model.js';
import { planCost } from './plan.js';

type Print = (line: string) => void;

const EXTRA_KEYS = [
  ['restricted', 'read-only role', 'TWENTY_RESTRICTED_API_KEY', 'restricted'],
  ['noRead', 'no-read role', 'TWENTY_NO_READ_API_KEY', 'no-read'],
  ['noDestroy', 'no-destroy role', 'TWENTY_NO_DESTROY_API_KEY', 'no-destroy'],
  ['otherWorkspace', 'other workspace', 'TWENTY_OTHER_WORKSPACE_API_KEY', 'other-workspace'],
  ['revoked', 'revoked', 'TWENTY_REVOKED_API_KEY', 'revoked'],
  ['expired', 'expired', 'TWENTY_EXPIRED_API_KEY', 'expired'],
] as const;

const CAPABILITIES: Array<[keyof Capabilities, string, string]> = [
  ['metadataRest', 'Metadata REST', 'give the key a role with the settings permission "Data model"'],
  ['metadataGraphql', 'Metadata GraphQL', 'checks on /metadata will be skipped'],
  ['coreGraphql', 'Core GraphQL', 'checks that need the GraphQL schema will be skipped'],
  ['coreOpenApi', 'OpenAPI, core', 'checks against the core document will be skipped'],
  ['metadataOpenApi', 'OpenAPI, metadata', 'checks against the metadata document will be skipped'],
];

/** Checks address, key and access in a handful of calls that cost no tokens; prints each problem with its fix. Returns the exit code. */
export async function doctor(config: RunConfig, print: Print): Promise<number> {
  if (config.url === null || config.apiKey === null) {
    print('✗ no instance given');
    print('  fix: set TWENTY_BASE_URL and TWENTY_API_KEY, or give --url. Without them, `run` uses the embedded reference server.');
    return 2;
  }
  const named = { ...config, url: config.url, apiKey: config.apiKey };
  const http = clientFor(named, true);
  print(`Instance ${named.url}`);
  try {
    const model = await discover(http, named.url);
    printFindings(model, print);
    const problems = printCapabilities(model.capabilities, print);
    await printKeys(config, http, print);
    await printCosts(named, model, print);
    print('');
    print(`${http.traffic.requests} requests, ${http.traffic.tokens} tokens, ${http.traffic.writes} writes. ${problems === 0 ? 'Ready to run.' : 'Ready to run; what is missing above can not be checked.'}`);
    return 0;
  } catch (error) {
    if (!(error instanceof DiscoveryError)) throw error;
    print(`✗ ${error.message.split('\n')[0]}`);
    print(`  fix: ${error.fix}`);
    return error.exitCode;
  } finally {
    await http.close();
  }
}

function printFindings(model: WorkspaceModel, print: Print): void {
  print(model.version === null ? '✓ a Twenty; it does not tell its version (GET /client-config)' : `✓ a Twenty, version ${model.version}`);
  print('✓ the API key is accepted');
  if (model.metadataEnvelope !== null) print(`✓ metadata REST answers in its ${model.metadataEnvelope} envelope`);
  const custom = model.objects.filter((object) => object.isCustom).length;
  const fields = model.objects.reduce((sum, object) => sum + object.fields.length, 0);
  print(`✓ data model: ${model.objects.length} objects (${custom} custom), ${fields} fields`);
}

function printCapabilities(capabilities: Capabilities, print: Print): number {
  let problems = 0;
  for (const [name, label, fix] of CAPABILITIES) {
    const capability = capabilities[name];
    if (capability.available) {
      print(`✓ ${label}`);
      continue;
    }
    problems += 1;
    print(`✗ ${label}: ${capability.reason}`);
    print(`  fix: ${fix}`);
  }
  return problems;
}

/** Tries each extra key with a call that costs no token: those of a role or workspace must open something, revoked and expired ones nothing. */
async function printKeys(config: RunConfig, http: HttpClient, print: Print): Promise<void> {
  for (const [name, label, variable, credential] of EXTRA_KEYS) {
    if (config.extraKeys[name] === undefined) {
      print(`- no ${label} key given; its checks will be skipped (${variable})`);
      continue;
    }
    const { response } = await http.call({ method: 'POST', path: '/metadata', json: { query: '{ __typename }' }, credential });
    const accepted = (response.json as { data?: { __typename?: unknown } } | undefined)?.data?.__typename === 'Query';
    const wanted = credential !== 'revoked' && credential !== 'expired';
    if (accepted === wanted) print(`✓ ${label} key given, ${accepted ? 'accepted' : 'refused as it should be'}`);
    else print(`✗ ${label} key given, but ${accepted ? 'accepted' : 'refused'}\n  fix: give another key in ${variable}, or none`);
  }
}

async function printCosts(config: RunConfig & { url: string; apiKey: string }, model: WorkspaceModel, print: Print): Promise<void> {
  print('');
  print('Cost, about, at the default limit of 100 tokens per minute:');
  for (const profile of PROFILES) {
    const { requests, tokens, minutes } = await planCost(config, model, profile);
    print(`  ${profile.padEnd(9)} ${String(requests).padStart(5)} requests  ${String(tokens).padStart(5)} tokens  ${minutes === 0 ? 'under a minute' : `about ${minutes} min`}`);
  }
}
