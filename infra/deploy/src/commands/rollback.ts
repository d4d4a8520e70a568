import { RollbackApplicationCommand } from '@aws-sdk/client-kinesis-analytics-v2';
import { failureOf, findApplication, newestOperation, untilOperationDone } from '../application/application.js';
import { isLoop, restoreSentence, watchRestore } from '../application/restore.js';
import { newestSnapshot } from '../application/snapshot.js';
import { Context } from '../context.js';
import { Fault } from '../fault.js';
import { commandLine } from '../plan.js';
import { findStack } from '../stack/stack.js';

/** Puts the job's previous running version back, with the state of the newest snapshot. Returns the exit status. */
export const rollback = async (context: Context): Promise<number> => {
  const { aws, options, terminal } = context;
  const stack = await findStack(aws, options.stack);
  if (stack === undefined) throw new Fault(`There is no stack ${options.stack} in ${aws.region} to roll back.`, 2);
  const name = stack.outputs['ApplicationName'] ?? stack.name;
  const application = await findApplication(context, name);
  if (!application || !['RUNNING', 'UPDATING', 'AUTOSCALING'].includes(application.status)) {
    throw new Fault(
      `${name} is ${application?.status ?? 'gone'}, and Managed Flink rolls back only what runs or is being updated: ` +
        `deploy the version that you want with ${commandLine(options, aws.region, '--update --jar FILE')}.`,
      2,
    );
  }
  const snapshot = await newestSnapshot(context, name);
  if (snapshot === undefined) {
    throw new Fault(
      `${name} has no snapshot, so Managed Flink has no state to roll back to: deploy the version before with ` +
        `${commandLine(options, aws.region, '--update --jar FILE')}.`,
      2,
    );
  }
  terminal.say(
    `  ${name} runs version ${application.version} (${application.jarKey}).`,
    '  It goes back to the version that ran before, and restarts from the newest snapshot:',
    `  ${snapshot.name}. What came in since is read again, as far as the streams still hold it.`,
  );
  if (snapshot.version >= application.version) {
    terminal.say(
      '  !! That snapshot was written by the version that runs now. A version before cannot be expected to read it:',
      '  docs/upgrade.md, "Go back", says how to start from an older snapshot.',
    );
  }
  if (!options.yes && !(await terminal.confirm(`Roll ${name} back?`))) {
    terminal.say('Nothing was changed.');
    return 0;
  }
  const began = new Date();
  const { OperationId: id } = await aws.flink.send(
    new RollbackApplicationCommand({ ApplicationName: name, CurrentApplicationVersionId: application.version }),
  );
  context.made.note('rollback', {
    what: `a rollback of ${name}, asked for; Managed Flink goes on with it by itself`,
  });
  const operationId = id ?? (await newestOperation(context, name, 'RollbackApplication'));
  const operation = operationId === undefined ? undefined : await untilOperationDone(context, name, operationId);
  if (operation?.OperationStatus !== 'SUCCESSFUL') {
    throw new Fault(`Managed Flink did not roll ${name} back: ${operation ? failureOf(operation) : 'it names no operation.'}`);
  }
  const now = await findApplication(context, name);
  terminal.say(`  ${name} is ${now?.status ?? 'gone'} with ${now?.jarKey ?? 'no jar'} (version ${now?.version ?? '?'}).`);
  const restore = await watchRestore(context, stack.outputs['LogGroupName'] ?? `/aws/kinesis-analytics/${name}`, began);
  if (isLoop(restore)) throw new Fault(restoreSentence(restore));
  terminal.say(
    `  ${restoreSentence(restore)}`,
    '',
    `The stack does not know of this: its parameter JarKey still names ${stack.parameters['JarKey'] ?? 'the later jar'}.`,
    `Once the cause is mended, ${commandLine(options, aws.region, '--update')} deploys the new jar and sets both right.`,
  );
  return 0;
};
