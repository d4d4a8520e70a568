import { findApplication, start } from '../application/application.js';
import { updateApplication } from '../application/update.js';
import { createBucket, findBucket, uploadJar } from '../code/bucket.js';
import { buildJar, builtJar, Jar, readJar } from '../code/jar.js';
import { printFindings, runChecks, stopOn } from '../checks/checks.js';
import { Context } from '../context.js';
import { costSummary } from '../cost/print.js';
import { readPrices } from '../cost/prices.js';
import { workloadOf } from '../cost/workload.js';
import { Fault } from '../fault.js';
import { Plan } from '../plan.js';
import { ChangeSet, createChangeSet, discard, execute } from '../stack/change-set.js';
import { changeLines, changeSummary } from '../stack/changes.js';
import { leftoverLines } from '../stack/leftovers.js';
import { failures, newestEventTime, untilDone } from '../stack/progress.js';
import { findStack, Stack } from '../stack/stack.js';
import { printNextSteps, waitForRecords } from './afterwards.js';

/** Deploys: checks, jar, change set, question, stack, start, records. Returns the exit status. */
export const deploy = async (context: Context, plan: Plan, root: string, signal: AbortSignal): Promise<number> => {
  const { terminal, options } = context;
  terminal.heading('Checks');
  const findings = await runChecks(context, plan);
  const bucketExists = await findBucket(context, plan);
  if (!bucketExists && options.bucket !== undefined) {
    throw new Fault(`There is no bucket ${options.bucket}: create it, or leave out --bucket to have one created. Nothing was created.`, 2);
  }
  printFindings(context, findings);
  stopOn(findings);

  terminal.heading('Jar');
  const jar = await takeJar(context, root, signal);
  if (!bucketExists) await createBucket(context, plan);
  terminal.stopIfInterrupted();
  await uploadJar(context, plan, jar);
  terminal.stopIfInterrupted();

  terminal.heading(`Change set of the stack ${options.stack} in ${plan.region} (account ${plan.account})`);
  const changeSet = await createChangeSet(context, plan, jar);
  let stack: Stack | undefined = plan.stack;
  if (changeSet === undefined) {
    terminal.say('  Nothing is to be changed.');
  } else {
    terminal.say(...changeLines(changeSet.changes), '', `  ${changeSummary(changeSet.changes)}`);
    if (!plan.stack) {
      terminal.say(...costSummary(workloadOf(plan.resources, plan.kpus, options.traffic), await readPrices(), plan.region));
    }
    if (!(await mayExecute(context, plan, changeSet))) return 0;
    stack = await apply(context, plan, changeSet);
  }
  if (stack === undefined) throw new Fault(`The stack ${options.stack} is gone.`);
  await startIfReady(context, stack);
  const status = await waitForRecords(context, stack);
  await printNextSteps(context, plan, stack);
  return status;
};

const takeJar = async ({ options, terminal }: Context, root: string, signal: AbortSignal): Promise<Jar> => {
  if (options.jar === undefined) await buildJar(root, signal);
  const jar = await readJar(options.jar ?? builtJar(root));
  terminal.stopIfInterrupted();
  return jar;
};

const mayExecute = async (context: Context, plan: Plan, changeSet: ChangeSet): Promise<boolean> => {
  const { options, terminal } = context;
  if (options.yes || (await terminal.confirm('Execute this change set?'))) return true;
  await discard(context, plan, changeSet);
  terminal.say('The change set was discarded. With --yes, or a "y" on standard input, it would have been executed.');
  terminal.say(...(await leftoverLines(context)));
  return false;
};

const apply = async (context: Context, plan: Plan, changeSet: ChangeSet): Promise<Stack> => {
  const { terminal, aws } = context;
  if (plan.stack !== undefined) {
    return updateApplication(context, plan, plan.stack, () => runStack(context, changeSet, false));
  }
  terminal.heading('Stack');
  await runStack(context, changeSet, true);
  const stack = await findStack(aws, changeSet.stackId);
  if (stack === undefined) throw new Fault('The stack is gone.');
  return stack;
};

/** Executes the change set and follows it. Throws a {@link Fault} with the causes if CloudFormation fails. */
const runStack = async (context: Context, changeSet: ChangeSet, isNew: boolean): Promise<void> => {
  const before = await newestEventTime(context, changeSet.stackId);
  context.terminal.stopIfInterrupted();
  await execute(context, changeSet, isNew);
  const stack = await untilDone(context, changeSet.stackId, before);
  const status = stack?.status ?? 'DELETE_COMPLETE';
  if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') return;
  const causes = await failures(context, changeSet.stackId, before);
  const wasTakenBack = status === 'UPDATE_ROLLBACK_COMPLETE' ? ' The stack is as it was before the update.' : '';
  throw new Fault(
    [`CloudFormation failed: ${context.options.stack} is now ${status}.${wasTakenBack}`, ...causes.map((cause) => `  ${cause}`)].join('\n'),
  );
};

const startIfReady = async (context: Context, stack: Stack): Promise<void> => {
  const { terminal } = context;
  const name = stack.outputs['ApplicationName'] ?? stack.name;
  const application = await findApplication(context, name);
  if (application?.status !== 'READY') return;
  terminal.stopIfInterrupted();
  terminal.heading('Application');
  terminal.say(`  Starting ${name}; this takes some minutes ...`);
  await start(context, name);
  terminal.say('  It runs.');
};
