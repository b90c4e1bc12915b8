#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { packageVersion } from './commands/prepare.js';
import { AREAS, ConfigError, FORMATS, PROFILES } from './config/config.js';
import { loadConfig } from './config/load.js';
import { DiscoveryError } from './workspace/discover.js';

// A CI job has little memory to spare: this keeps V8's heaps near what is alive. The space for new values is not made small with it, for that would cost a tenth of the time.
for (const flag of ['--optimize-for-size', '--min-semi-space-size=4', '--max-semi-space-size=8']) setFlagsFromString(flag);

// Who reads only the first lines (`| head`) closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const print = (text: string) => process.stdout.write(`${text}\n`);
const complain = (text: string) => process.stderr.write(`${text}\n`);
const repeated = (value: string, before: string[] = []) => [...before, value];
const commaSeparated = (value: string, before: string[] | undefined) => [...(before ?? []), ...value.split(',').map((item) => item.trim()).filter(Boolean)];

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('Give a whole number.');
  return number;
}

function addInstanceOptions(command: Command): Command {
  return command
    .option('--url <url>', 'base URL of the instance (TWENTY_BASE_URL); without it the embedded reference server is used')
    .option('--api-key <key>', 'API key; better set TWENTY_API_KEY')
    .option('--timeout <ms>', 'time limit of each call')
    .option('--ca <file>', 'PEM file with the certificate authority of the instance')
    .option('--insecure', 'accept any TLS certificate');
}

async function configured(flags: Record<string, unknown>) {
  const { config, warnings } = await loadConfig(flags, process.env, process.cwd());
  for (const warning of warnings) complain(`warning: ${warning}`);
  return config;
}

const program = new Command('twenty-conformance')
  .description('Tells whether a Twenty CRM instance keeps the contract of its APIs.')
  .version(packageVersion())
  .showSuggestionAfterError()
  .exitOverride();

addInstanceOptions(program.command('run').description('discover the instance, check it, write a report; the exit code is the verdict'))
  .option('--profile <profile>', `what to check: ${PROFILES.join(', ')} (default: standard)`)
  .option('--area <area>', `only these areas: ${AREAS.join(', ')}`, commaSeparated)
  .option('--object <name>', 'only these objects', commaSeparated)
  .option('--requirement <id>', 'only these requirements, or those below an id', commaSeparated)
  .option('--seed <n>', 'the same seed, workspace and version give the same requests')
  .option('--concurrency <n>', 'calls in flight at once')
  .option('--rate <rate>', "pace of the calls that Twenty's rate limit counts: auto (default: learned from the instance), a limit like 100/60s, or off")
  .option('--sample <n>', 'check so many objects only, chosen so that all field types occur; the report says which are left out')
  .option('--max-tokens <n>', 'check the most valuable requirements first, with so many such calls at most')
  .option('--report-dir <dir>', 'where the report goes (default: ./reports)')
  .option('--format <list>', `report formats: ${FORMATS.join(', ')} (default: all)`, commaSeparated)
  .option('--expectations <file>', "YAML file of known deviations, or 'none'")
  .option('--allow-writes', 'let a writing profile write to an instance that is not on this machine')
  .option('--webhook-listener <url>', 'where the instance reaches this machine, for checks of its webhooks; not needed where both are one (TWENTY_WEBHOOK_LISTENER)')
  .option('--webhook-listen <host:port>', 'where to await webhooks, if it is not the port of that URL')
  .option('--marker <text>', 'how the marker begins that every text of a run carries (default: zz-conformance)')
  .option('--require-complete', 'exit with 3 when something could not be checked')
  .option('--include-foreign-values', 'let values of records that the run did not make into reports')
  .option('--as-documented', 'embedded server only: without the quirks of a real Twenty')
  .option('--quiet', 'no progress')
  .action(async (flags: Record<string, unknown>) => {
    const { run } = await import('./commands/run.js');
    process.exitCode = await run(await configured(flags), print);
  });

addInstanceOptions(program.command('doctor').description('check address, key and access, and what a run would cost'))
  .action(async (flags: Record<string, unknown>) => {
    const { doctor } = await import('./commands/doctor.js');
    process.exitCode = await doctor(await configured(flags), print);
  });

addInstanceOptions(program.command('cleanup').description('remove what earlier runs left on the instance, by their ledgers and by their marker'))
  .option('--run <id>', 'only this run, also if it looks as if it were at work')
  .option('--all', 'also runs that look as if they were at work')
  .option('--dry-run', 'say what would be removed')
  .option('--report-dir <dir>', 'where the ledgers are (default: ./reports)')
  .option('--marker <text>', 'how the marker of the runs begins (default: zz-conformance)')
  .action(async ({ run, all, dryRun, ...flags }: Record<string, unknown> & import('./commands/cleanup.js').CleanupOptions) => {
    const { cleanup } = await import('./commands/cleanup.js');
    process.exitCode = await cleanup(await configured(flags), { ...(run ? { run } : {}), all: all === true, dryRun: dryRun === true }, print);
  });

program
  .command('list')
  .description('all requirements with level, source and cost')
  .option('--json', 'as JSON', false)
  .action(async (options: { json: boolean }) => {
    const { list } = await import('./commands/list.js');
    process.exitCode = await list(options, print);
  });

program
  .command('serve')
  .description('run the reference server by itself')
  .addOption(new Option('--port <n>', 'port on loopback; 0 takes a free one').default(0).argParser(wholeNumber))
  .option('--keys-file <file>', 'write base URL and keys there as a dotenv file')
  .option('--as-documented', 'without the quirks of a real Twenty', false)
  .option('--quirk <name=off>', 'switch one quirk off, or on with NAME=on; can be repeated', repeated)
  .option('--fault <id>', 'put a defect in on purpose, to see what notices it; can be repeated', repeated)
  .option('--rate-limit <n/span>', 'limit the calls of a workspace, 100/60s as a stock instance does; off by default')
  .addOption(new Option('--objects <n>', 'custom objects to add beside the standard ones').default(0).argParser(wholeNumber))
  .addOption(new Option('--fields <n>', 'own fields of each of them').default(20).argParser(wholeNumber))
  .addOption(new Option('--records <n>', 'records over all of them').default(0).argParser(wholeNumber))
  .option('--without-sample', 'without the custom object that has a field of every type', false)
  .option('--list-quirks', 'list the quirks and exit', false)
  .option('--list-faults', 'list the faults and exit', false)
  .option('--quiet', 'print nothing', false)
  .action(async (options: import('./commands/serve.js').ServeOptions) => {
    const { serve } = await import('./commands/serve.js');
    process.exitCode = await serve(options, print);
  });

program
  .command('proxy')
  .description('put faults between clients and an instance, to see what notices them')
  .option('--upstream <url>', 'base URL of the instance')
  .option('--fault <id>', 'a fault to begin with; can be repeated', repeated)
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .addOption(new Option('--port <n>', 'port; 0 takes a free one').default(0).argParser(wholeNumber))
  .option('--list-faults', 'list the faults and exit', false)
  .option('--quiet', 'print nothing', false)
  .action(async (options: import('./commands/proxy.js').ProxyOptions) => {
    const { proxy } = await import('./commands/proxy.js');
    process.exitCode = await proxy(options, print);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof ConfigError) {
    for (const problem of error.problems) complain(`error: ${problem}`);
    process.exitCode = 2;
  } else if (error instanceof DiscoveryError) {
    complain(`error: ${error.message}`);
    process.exitCode = error.exitCode;
  } else {
    complain(`error: ${(error as Error).message}. This is a bug of twenty-conformance; please report it with the command you ran.`);
    if (process.env.TWENTY_CONFORMANCE_DEBUG) complain(String((error as Error).stack));
    process.exitCode = 3;
  }
}
