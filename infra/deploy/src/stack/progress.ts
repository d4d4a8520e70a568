import { DescribeStackEventsCommand, StackEvent } from '@aws-sdk/client-cloudformation';
import { Context } from '../context.js';
import { Stack, findStack } from './stack.js';
import { isInProgress } from './state.js';

/** Waits until CloudFormation has done its work on a stack, and prints each resource that it is done with. */
export const untilDone = async (context: Context, stackId: string, after: Date): Promise<Stack | undefined> => {
  const seen = new Set<string>();
  for (;;) {
    const stack = await findStack(context.aws, stackId);
    for (const event of await eventsAfter(context, stackId, after)) {
      if (event.EventId === undefined || seen.has(event.EventId)) continue;
      seen.add(event.EventId);
      if (isWorthALine(event)) context.terminal.say(eventLine(event));
    }
    if (stack === undefined || !isInProgress(stack.status)) return stack;
    await context.terminal.pause(context.options.pollSeconds);
  }
};

/** The failures of the last work on a stack that are causes: what was cancelled because of them is left out. */
export const failures = async (context: Context, stackId: string, after: Date): Promise<string[]> =>
  (await eventsAfter(context, stackId, after))
    .filter((event) => /_FAILED$/.test(event.ResourceStatus ?? '') && !/cancelled/i.test(event.ResourceStatusReason ?? ''))
    .filter((event) => event.PhysicalResourceId !== event.StackId)
    .map((event) => `${event.LogicalResourceId} (${event.ResourceType}): ${event.ResourceStatusReason ?? event.ResourceStatus}`);

/** When a stack's newest event was, by CloudFormation's clock: what comes later belongs to the work that follows. */
export const newestEventTime = async ({ aws }: Context, stackId: string): Promise<Date> => {
  const { StackEvents: [newest] = [] } = await aws.cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackId }));
  return newest?.Timestamp ?? new Date(0);
};

/** Events after a moment, oldest first. */
const eventsAfter = async ({ aws }: Context, stackId: string, after: Date): Promise<StackEvent[]> => {
  const events: StackEvent[] = [];
  let next: string | undefined;
  do {
    const page = await aws.cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackId, NextToken: next }));
    const recent = (page.StackEvents ?? []).filter((event) => (event.Timestamp ?? new Date(0)) > after);
    events.push(...recent);
    next = recent.length > 0 && recent.length === page.StackEvents?.length ? page.NextToken : undefined;
  } while (next);
  return events.reverse();
};

const isWorthALine = (event: StackEvent): boolean =>
  event.PhysicalResourceId !== event.StackId && /_(COMPLETE|FAILED)$/.test(event.ResourceStatus ?? '');

const eventLine = (event: StackEvent): string => {
  const reason = /_FAILED$/.test(event.ResourceStatus ?? '') ? `  ${event.ResourceStatusReason ?? ''}` : '';
  return `  ${(event.ResourceStatus ?? '').padEnd(24)} ${event.LogicalResourceId ?? ''}${reason}`.trimEnd();
};
