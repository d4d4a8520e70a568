import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { Context } from '../context.js';

/** How the job came up after a start, an update or a rollback, as its log says. */
export interface Restore {
  /** The snapshot or checkpoint that Flink says it started from; undefined if the log does not say. */
  readonly from?: string;
  /** How often the job has failed since. */
  readonly failures: number;
  /** The first failure's message. */
  readonly firstFailure?: string;
}

/** Minutes in which the log must say it: Managed Flink's log lines come up to a minute late. */
const MINUTES = 3;

/** Failures from which the job is taken for one that cannot restore its state. */
const LOOP = 2;

/** Reads the job's log until it says what the job was restored from, or that it fails again and again. */
export const watchRestore = async (context: Context, logGroup: string, since: Date): Promise<Restore> => {
  const polls = Math.ceil((Math.min(MINUTES, context.options.waitMinutes) * 60) / context.options.pollSeconds);
  for (let poll = 0; ; poll++) {
    const restore = readRestore(await messagesSince(context, logGroup, since));
    if (restore.from !== undefined || restore.failures >= LOOP || poll >= polls) return restore;
    await context.terminal.pause(context.options.pollSeconds);
  }
};

/** The sentence for the user. */
export const restoreSentence = (restore: Restore): string => {
  if (isLoop(restore)) {
    return `The job fails again and again since then (${restore.failures} times): ${restore.firstFailure ?? 'see its log'}`;
  }
  if (restore.from !== undefined) return `The job was restored from ${restore.from}, says its log.`;
  return 'Its log does not say yet whether the job was restored from a snapshot: look for "from savepoint" or "Restoring job".';
};

/** Whether the job fails again and again, as one does that cannot read its old state. */
export const isLoop = (restore: Restore): boolean => restore.failures >= LOOP;

const readRestore = (messages: readonly string[]): Restore => {
  const failures = messages.filter((message) => /switched from (state )?RUNNING to (RESTARTING|FAILING|FAILED)/.test(message));
  // "Starting job ID from savepoint PATH (...)" and "Restoring job ID from Savepoint 12 @ ... ."
  const from = messages
    .map((message) => /from savepoint (\S+)/.exec(message)?.[1] ?? /Restoring job \S+ from (.+?)\.?$/.exec(message)?.[1])
    .find((found) => found !== undefined);
  return { from, failures: failures.length, firstFailure: failures[0] };
};

const messagesSince = async ({ aws }: Context, logGroup: string, since: Date): Promise<string[]> => {
  const messages: string[] = [];
  let next: string | undefined;
  do {
    const page = await aws.logs.send(
      new FilterLogEventsCommand({
        logGroupName: logGroup,
        startTime: since.getTime(),
        filterPattern: '?"from savepoint" ?"Restoring job" ?"RUNNING to"',
        nextToken: next,
      }),
    );
    messages.push(...(page.events ?? []).map((event) => messageOf(event.message ?? '')));
    next = page.nextToken;
  } while (next);
  return messages;
};

/** Managed Flink writes log lines as JSON. */
const messageOf = (line: string): string => {
  try {
    return (JSON.parse(line) as { message?: string }).message ?? line;
  } catch {
    return line;
  }
};
