import { Context } from '../context.js';
import { Fault } from '../fault.js';
import { Plan } from '../plan.js';
import { findStack, Stack } from '../stack/stack.js';
import { failureOf, findApplication, newestOperation, untilOperationDone } from './application.js';
import { isLoop, restoreSentence, watchRestore } from './restore.js';
import { takeSnapshot } from './snapshot.js';

const UPDATE = 'UpdateApplication';

/**
 * Updates a stack whose job may be running: a snapshot first, then the stack, then what became of the job.
 *
 * Throws a {@link Fault} if the job could not be updated, or fails again and again afterwards.
 */
export const updateApplication = async (
  context: Context,
  plan: Plan,
  before: Stack,
  updateStack: () => Promise<void>,
): Promise<Stack> => {
  const { aws, terminal } = context;
  const name = before.outputs['ApplicationName'] ?? before.name;
  const application = await findApplication(context, name);
  const runs = application?.status === 'RUNNING';
  terminal.heading('Snapshot');
  if (runs) {
    terminal.say(`  Taking a snapshot of ${name} (version ${application.version}) ...`);
    terminal.say(`  ${await takeSnapshot(context, name)} is ready.`);
  } else {
    terminal.say(`  None: ${name} does not run (${application?.status ?? 'it does not exist'}).`);
  }
  const earlier = runs ? await newestOperation(context, name, UPDATE) : undefined;

  terminal.heading('Stack');
  const began = new Date();
  try {
    await updateStack();
    // It is in use now.
    context.made.forget('jar');
  } catch (error) {
    if (runs && error instanceof Fault) {
      const operation = await operationSince(context, name, earlier);
      if (operation?.OperationFailureDetails !== undefined) {
        throw new Fault(`${error.message}\n  Managed Flink says: ${failureOf(operation)}${takenBack(operation)}`);
      }
    }
    throw error;
  }
  if (runs) {
    terminal.heading('Application');
    await report(context, plan, before, name, earlier, began);
  }
  const after = await findStack(aws, before.id);
  if (after === undefined) throw new Fault(`The stack ${before.name} is gone.`);
  return after;
};

const operationSince = async (context: Context, name: string, earlier: string | undefined) => {
  const id = await newestOperation(context, name, UPDATE);
  return id === undefined || id === earlier ? undefined : untilOperationDone(context, name, id);
};

/** Says what became of the job; throws if it is not what was asked for. */
const report = async (
  context: Context,
  plan: Plan,
  stack: Stack,
  name: string,
  earlier: string | undefined,
  began: Date,
): Promise<void> => {
  const { terminal } = context;
  const operation = await operationSince(context, name, earlier);
  if (operation === undefined) {
    terminal.say(`  ${name} itself was not changed and went on running.`);
    return;
  }
  if (operation.OperationStatus !== 'SUCCESSFUL') {
    throw new Fault(`Managed Flink did not update ${name}: ${failureOf(operation)}${takenBack(operation)}`);
  }
  const versions = operation.ApplicationVersionChangeDetails;
  if (versions) terminal.say(`  Version ${versions.ApplicationVersionUpdatedFrom} became ${versions.ApplicationVersionUpdatedTo}.`);
  const restore = await watchRestore(context, stack.outputs['LogGroupName'] ?? `/aws/kinesis-analytics/${name}`, began);
  if (isLoop(restore)) {
    throw new Fault(`${restoreSentence(restore)}\nGo back to the version before with ${plan.command('--rollback')}.`);
  }
  terminal.say(`  ${restoreSentence(restore)}`);
};

const takenBack = (operation: { OperationFailureDetails?: { RollbackOperationId?: string } }): string =>
  operation.OperationFailureDetails?.RollbackOperationId === undefined
    ? ''
    : '\n  Managed Flink has put the version before back, with its state.';
