import { DeleteStackCommand } from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { Context } from '../context.js';
import { Fault, isNamed } from '../fault.js';
import { commandLine } from '../plan.js';
import { failures, newestEventTime, untilDone } from '../stack/progress.js';
import { findStack, resourcesOf, Stack, templateOf } from '../stack/stack.js';
import { isInProgress } from '../stack/state.js';
import { Kept, keptLines } from '../stack/kept.js';

const TABLE = 'AWS::DynamoDB::Table';

/** Deletes the stack. The edge table stays unless `--delete-table` is given. Returns the exit status. */
export const destroy = async (context: Context): Promise<number> => {
  const { aws, options, terminal } = context;
  const stack = await findStack(aws, options.stack);
  if (stack === undefined) {
    terminal.say(`There is no stack ${options.stack} in ${aws.region}; nothing was deleted.`);
    return 0;
  }
  if (stack.terminationProtection) {
    throw new Fault(
      `The stack ${stack.name} is protected against deletion: take the protection off with aws cloudformation ` +
        `update-termination-protection --no-enable-termination-protection --stack-name ${stack.name} --region ${aws.region}.`,
      2,
    );
  }
  // CloudFormation can break off a creation, but nothing else that it is at.
  if (isInProgress(stack.status) && stack.status !== 'CREATE_IN_PROGRESS') {
    throw new Fault(`CloudFormation is at work on the stack ${stack.name} (${stack.status}): repeat the command when it is done.`, 2);
  }
  const { going, staying } = await divide(context, stack);
  terminal.heading(`The stack ${stack.name} in ${aws.region} (${stack.status})`);
  terminal.say(
    `  Deleted: ${going} resources, among them the job with its snapshots, the streams and what is in them.`,
    ...keptLines(staying, options.deleteTable, aws.region),
  );
  if (!options.yes && !(await terminal.confirm(`Delete the stack ${stack.name}${options.deleteTable ? ' AND ITS TABLE' : ''}?`))) {
    terminal.say('Nothing was deleted.');
    return 0;
  }
  await deleteStack(context, stack);
  if (options.deleteTable) await deleteTables(context, staying.filter((thing) => thing.type === TABLE));
  terminal.say('', 'Done.');
  const bucket = stack.parameters['JarBucket'];
  if (bucket) terminal.say(`The jars stay in s3://${bucket}: aws s3 rm s3://${bucket}/flowlens/ --recursive deletes them.`);
  return 0;
};

/** What goes with the stack, and what its template keeps. */
const divide = async ({ aws, options }: Context, stack: Stack): Promise<{ going: number; staying: Kept[] }> => {
  const resources = stack.status === 'REVIEW_IN_PROGRESS' ? [] : await resourcesOf(aws, options.stack);
  const template = resources.length === 0 ? undefined : await templateOf(aws, options.stack);
  const staying = resources
    .filter((resource) => {
      const policy = template?.form.Resources[resource.LogicalResourceId ?? '']?.DeletionPolicy ?? 'Delete';
      return policy.startsWith('Retain') && resource.PhysicalResourceId !== undefined;
    })
    .map((resource) => ({ type: resource.ResourceType ?? '', name: resource.PhysicalResourceId ?? '' }));
  return { going: resources.length - staying.length, staying };
};

const deleteStack = async (context: Context, stack: Stack): Promise<void> => {
  const { aws, made, terminal } = context;
  terminal.heading('Deleting');
  const before = await newestEventTime(context, stack.id);
  terminal.stopIfInterrupted();
  await aws.cloudFormation.send(new DeleteStackCommand({ StackName: stack.id }));
  made.stack = { id: stack.id, isNew: true };
  const after = await untilDone(context, stack.id, before);
  if (after !== undefined && after.status !== 'DELETE_COMPLETE') {
    throw new Fault(
      [`The stack ${stack.name} could not be deleted; it is ${after.status}.`, ...(await failures(context, stack.id, before))].join('\n  '),
    );
  }
};

/** Deletes tables that the stack has left, with the protection taken off first. */
const deleteTables = async ({ aws, options, terminal }: Context, tables: readonly Kept[]): Promise<void> => {
  for (const { name } of tables) {
    terminal.stopIfInterrupted();
    try {
      await aws.dynamoDb.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
      await aws.dynamoDb.send(new DeleteTableCommand({ TableName: name }));
      terminal.say(`  Deleted the table ${name}.`);
    } catch (error) {
      if (isNamed(error, 'ResourceNotFoundException')) continue;
      throw new Fault(
        `The stack is gone, but the table ${name} is not: ${(error as Error).message} Delete it with aws dynamodb update-table ` +
          `--table-name ${name} --no-deletion-protection-enabled --region ${aws.region} && aws dynamodb delete-table ` +
          `--table-name ${name} --region ${aws.region}. (${commandLine(options, aws.region, '--destroy')} no longer knows it.)`,
      );
    }
  }
};
