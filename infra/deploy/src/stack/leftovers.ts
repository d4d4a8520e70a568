import { Context } from '../context.js';
import { commandLine } from '../plan.js';
import { deletionCommands } from './kept.js';
import { findStack, resourcesOf } from './stack.js';
import { isInProgress } from './state.js';

/**
 * What exists now because of this run, and the commands that take it away: said after a failure and after Ctrl-C.
 *
 * It asks AWS for the stack's state, because CloudFormation goes on by itself.
 */
export const leftoverLines = async (context: Context): Promise<string[]> => {
  const { aws, made } = context;
  const things = [...made.all];
  const notes: string[] = [];
  const stack = made.stack && (await findStack(aws, made.stack.id));
  if (made.stack !== undefined && stack !== undefined && stack.status !== 'DELETE_COMPLETE') {
    const resources = await resourcesOf(aws, made.stack.id);
    // A rollback deletes what a stack has made, but not what its template says to keep.
    const kept = resources.filter((resource) => resource.ResourceStatus === 'DELETE_SKIPPED');
    for (const { ResourceType: type = '', PhysicalResourceId: name = '' } of kept) {
      things.push({ what: `${name} (${type}), kept`, cleanUps: deletionCommands(type, name, aws.region) });
    }
    things.push({
      what: `the stack ${stack.name} (${stack.status}) with ${resources.length - kept.length} resources`,
      cleanUps: made.stack.isNew ? [commandLine(context.options, aws.region, '--destroy')] : [],
    });
    if (isInProgress(stack.status)) {
      notes.push(
        `CloudFormation goes on with ${stack.name} by itself; this shows how far it is:`,
        `  aws cloudformation describe-stack-events --stack-name ${stack.name} --region ${aws.region}`,
      );
    }
  }
  if (things.length === 0) return ['This run has created nothing that still exists.'];
  const whats = things.map((thing) => `  ${thing.what}`);
  const cleanUps = things.reverse().flatMap((thing) => thing.cleanUps ?? []);
  return [
    'There is now, from this run:',
    ...whats,
    ...notes,
    ...(cleanUps.length === 0 ? [] : ['This takes it away again:', ...cleanUps.map((command) => `  ${command}`)]),
  ];
};
