import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Clients, regionOf } from './clients.js';
import { deploy } from './commands/deploy.js';
import { destroy } from './commands/destroy.js';
import { dryRun } from './commands/dry-run.js';
import { rollback } from './commands/rollback.js';
import { Context } from './context.js';
import { Fault, Interrupted, sentenceOf } from './fault.js';
import { Identity, identityOf } from './identity.js';
import { Made } from './made.js';
import { Options, readOptions } from './options/options.js';
import { makePlan, planWithoutAccount } from './plan.js';
import { leftoverLines } from './stack/leftovers.js';
import { Template } from './template/template.js';
import { Terminal } from './terminal.js';

/** The repository: this file is `infra/deploy/dist/src/main.js` in it. */
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..');

const run = async (options: Options, context: Context, signal: AbortSignal): Promise<number> => {
  const { terminal, aws, template } = context;
  let identity: Identity;
  try {
    identity = await identityOf(aws);
  } catch (error) {
    if (options.command !== 'dry-run') throw error;
    return dryRun(context, planWithoutAccount(options, aws.region, template), ROOT, sentenceOf(error));
  }
  const { account, arn } = identity;
  terminal.say(`flowlens in account ${account}, region ${aws.region}, as ${arn}`);
  switch (options.command) {
    case 'destroy':
      return destroy(context);
    case 'rollback':
      return rollback(context);
    case 'dry-run':
      return dryRun(context, await makePlan(options, aws, template, account), ROOT);
    case 'deploy':
    case 'update':
      return deploy(context, await makePlan(options, aws, template, account), ROOT, signal);
  }
};

/** Says what went wrong, and after that what exists because of this run. */
const explain = async (error: unknown, context: Context | undefined): Promise<number> => {
  process.stderr.write(`\nflowlens: ${sentenceOf(error)}\n`);
  if (context !== undefined && (context.made.all.length > 0 || context.made.stack !== undefined)) {
    try {
      process.stderr.write(`${(await leftoverLines(context)).join('\n')}\n`);
    } catch (again) {
      process.stderr.write(
        `What this run has made: ${context.made.all.map((thing) => thing.what).join('; ')}` +
          `${context.made.stack === undefined ? '' : `; the stack ${context.made.stack.id}`}. ` +
          `Its state could not be asked for: ${sentenceOf(again)}\n`,
      );
    }
  }
  if (error instanceof Interrupted) return 130;
  return error instanceof Fault ? error.exitStatus : 1;
};

const main = async (args: readonly string[]): Promise<number> => {
  const interruption = new AbortController();
  const interrupt = () => {
    // A second Ctrl-C ends the program at once.
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  let context: Context | undefined;
  try {
    const options = readOptions(args);
    const aws = new Clients(await regionOf(options), options.profile);
    const template = await Template.read(options.template ?? join(ROOT, 'infra', 'flowlens.template.json'));
    context = { options, terminal: new Terminal(interruption.signal), aws, template, made: new Made() };
    return await run(options, context, interruption.signal);
  } catch (error) {
    return await explain(error, context);
  }
};

process.exitCode = await main(process.argv.slice(2));
