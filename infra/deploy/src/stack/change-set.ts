import {
  Change,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  Parameter,
} from '@aws-sdk/client-cloudformation';
import { Jar } from '../code/jar.js';
import { Context } from '../context.js';
import { Fault } from '../fault.js';
import { Plan } from '../plan.js';
import { findStack } from './stack.js';

/** A change set that CloudFormation has computed. */
export interface ChangeSet {
  readonly name: string;
  readonly stackId: string;
  readonly changes: readonly Change[];
}

/** Has CloudFormation compute the change set; undefined if there is nothing to change. Nothing is executed. */
export const createChangeSet = async (context: Context, plan: Plan, jar: Jar): Promise<ChangeSet | undefined> => {
  const { aws, made, options } = context;
  const name = `flowlens-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const first = plan.stack === undefined;
  const { StackId: stackId = options.stack, Id: id = name } = await aws.cloudFormation.send(
    new CreateChangeSetCommand({
      StackName: options.stack,
      ChangeSetName: name,
      ChangeSetType: first ? 'CREATE' : 'UPDATE',
      TemplateBody: context.template.body,
      Parameters: parameters(context, plan, jar),
      Capabilities: ['CAPABILITY_IAM'],
    }),
  );
  made.note(
    'change-set',
    first
      ? { what: `the stack ${options.stack}, empty, with the change set ${name}`, cleanUps: [plan.command('--destroy')] }
      : {
          what: `the change set ${name} of the stack ${options.stack}, not executed`,
          cleanUps: [`aws cloudformation delete-change-set --change-set-name ${id} --region ${plan.region}`],
        },
  );
  const { status, reason } = await untilComputed(context, id);
  if (status === 'CREATE_COMPLETE') return { name: id, stackId, changes: await changesOf(context, id) };
  await discard(context, plan, { name: id, stackId, changes: [] });
  if (/didn't contain changes|No updates are to be performed/.test(reason)) return undefined;
  throw new Fault(`CloudFormation cannot make the change set: ${reason || status}. The stack was not touched.`);
};

/** Given values, the jar's place, and for an update "as it was" for the rest. */
const parameters = (context: Context, plan: Plan, jar: Jar): Parameter[] => {
  const given: Record<string, string> = { ...plan.given, JarBucket: plan.bucket, JarKey: jar.key };
  return Object.keys(context.template.parameters).flatMap((name): Parameter[] => {
    const value = given[name];
    if (value !== undefined) return [{ ParameterKey: name, ParameterValue: value }];
    return plan.stack?.parameters[name] === undefined ? [] : [{ ParameterKey: name, UsePreviousValue: true }];
  });
};

const untilComputed = async ({ aws, terminal, options }: Context, id: string): Promise<{ status: string; reason: string }> => {
  for (;;) {
    const { Status: status = '', StatusReason: reason = '' } = await aws.cloudFormation.send(
      new DescribeChangeSetCommand({ ChangeSetName: id, StackName: options.stack }),
    );
    if (status === 'CREATE_COMPLETE' || status === 'FAILED') return { status, reason };
    await terminal.pause(Math.min(options.pollSeconds, 2));
  }
};

const changesOf = async ({ aws, options }: Context, id: string): Promise<Change[]> => {
  const changes: Change[] = [];
  let next: string | undefined;
  do {
    const page = await aws.cloudFormation.send(
      new DescribeChangeSetCommand({ ChangeSetName: id, StackName: options.stack, IncludePropertyValues: true, NextToken: next }),
    );
    changes.push(...(page.Changes ?? []));
    next = page.NextToken;
  } while (next);
  return changes;
};

/** Takes a change set away that is not going to be executed, with the empty stack that a first one makes. */
export const discard = async ({ aws, made, options, terminal }: Context, plan: Plan, changeSet: ChangeSet): Promise<void> => {
  if (plan.stack === undefined) {
    await aws.cloudFormation.send(new DeleteStackCommand({ StackName: changeSet.stackId }));
    for (;;) {
      const stack = await findStack(aws, changeSet.stackId);
      if (stack === undefined || stack.status === 'DELETE_COMPLETE') break;
      await terminal.pause(options.pollSeconds);
    }
  } else {
    await aws.cloudFormation.send(new DeleteChangeSetCommand({ ChangeSetName: changeSet.name, StackName: options.stack }));
  }
  made.forget('change-set');
};

/** Executes the change set. CloudFormation then works by itself. */
export const execute = async ({ aws, made, options }: Context, changeSet: ChangeSet, isNew: boolean): Promise<void> => {
  made.stack = { id: changeSet.stackId, isNew };
  await aws.cloudFormation.send(new ExecuteChangeSetCommand({ ChangeSetName: changeSet.name, StackName: options.stack }));
  made.forget('change-set');
};
