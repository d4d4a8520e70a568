import { GetMetricDataCommand, MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { Context } from '../context.js';

const INDEX = 'byWindow';

/** What has passed since a moment, by the metrics of the streams and the table. */
export interface Passed {
  readonly spans: number;
  readonly changes: number;
  readonly trail: number;
  readonly deadLetters: number;
  /** Write units of the edge table's index: it holds every edge row, and not the job's heartbeat. */
  readonly rows: number;
}

/** How the waiting for records ended. */
export type Flow = 'rows' | 'no-rows' | 'nothing-sent';

/** Waits until the job has written rows, or the time is over. */
export const untilRecordsFlow = async (
  context: Context,
  outputs: Readonly<Record<string, string>>,
): Promise<{ flow: Flow; passed: Passed }> => {
  const { options, terminal } = context;
  const from = new Date();
  // CloudWatch's metrics come by the minute, so asking more often than every few seconds shows nothing new.
  const polls = Math.ceil((options.waitMinutes * 60) / options.pollSeconds);
  for (let poll = 1; ; poll++) {
    const passed = await passedSince(context, outputs, from);
    if (passed.rows > 0) return { flow: 'rows', passed };
    if (poll >= polls) return { flow: passed.spans + passed.changes + passed.trail > 0 ? 'no-rows' : 'nothing-sent', passed };
    await terminal.pause(options.pollSeconds);
  }
};

const passedSince = async ({ aws }: Context, outputs: Readonly<Record<string, string>>, from: Date): Promise<Passed> => {
  const stream = (id: string, output: string) =>
    query(id, 'AWS/Kinesis', 'IncomingRecords', { StreamName: (outputs[output] ?? '').split('/').pop() ?? '' });
  const { MetricDataResults: results = [] } = await aws.cloudWatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(Math.floor(from.getTime() / 60_000) * 60_000),
      EndTime: new Date(Date.now() + 60_000),
      MetricDataQueries: [
        stream('spans', 'SpansStreamArn'),
        stream('changes', 'ChangesStreamArn'),
        stream('trail', 'TrailStreamArn'),
        stream('deadLetters', 'DeadLetterStreamArn'),
        query('rows', 'AWS/DynamoDB', 'ConsumedWriteCapacityUnits', {
          TableName: outputs['EdgeTableName'] ?? '',
          GlobalSecondaryIndexName: INDEX,
        }),
      ],
    }),
  );
  const sum = (id: string) =>
    results.filter((result) => result.Id === id).reduce((all, result) => all + add(result.Values ?? []), 0);
  return {
    spans: sum('spans'),
    changes: sum('changes'),
    trail: sum('trail'),
    deadLetters: sum('deadLetters'),
    rows: sum('rows'),
  };
};

const query = (
  id: string,
  namespace: string,
  metric: string,
  dimensions: Readonly<Record<string, string>>,
): MetricDataQuery => ({
  Id: id,
  MetricStat: {
    Metric: { Namespace: namespace, MetricName: metric, Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })) },
    Period: 60,
    Stat: 'Sum',
  },
});

const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
