import {
  CreateApplicationSnapshotCommand,
  DescribeApplicationSnapshotCommand,
  ListApplicationSnapshotsCommand,
} from '@aws-sdk/client-kinesis-analytics-v2';
import { Context } from '../context.js';
import { Fault } from '../fault.js';

/** Takes a snapshot of the running job and waits until it can be used; returns its name. */
export const takeSnapshot = async (context: Context, application: string): Promise<string> => {
  const { aws, made, options, terminal } = context;
  const name = `deploy-${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}`;
  const which = { ApplicationName: application, SnapshotName: name };
  await aws.flink.send(new CreateApplicationSnapshotCommand(which));
  made.note('snapshot', { what: `the snapshot ${name} of ${application}, which is worth keeping` });
  for (;;) {
    const { SnapshotDetails: details } = await aws.flink.send(new DescribeApplicationSnapshotCommand(which));
    if (details?.SnapshotStatus === 'READY') return name;
    if (details?.SnapshotStatus === 'FAILED') {
      made.forget('snapshot');
      throw new Fault(
        `The snapshot ${name} failed, so nothing was updated: the job must be able to checkpoint ` +
          '(alarm on failed checkpoints, docs/operate.md).',
      );
    }
    await terminal.pause(options.pollSeconds);
  }
};

/** A snapshot, and the version of the application that wrote it. */
export interface Snapshot {
  readonly name: string;
  readonly version: number;
}

/** The newest snapshot that can be used; undefined if there is none. */
export const newestSnapshot = async ({ aws }: Context, application: string): Promise<Snapshot | undefined> => {
  const { SnapshotSummaries: summaries = [] } = await aws.flink.send(
    new ListApplicationSnapshotsCommand({ ApplicationName: application, Limit: 50 }),
  );
  const [newest] = summaries
    .filter((summary) => summary.SnapshotStatus === 'READY')
    .sort((a, b) => Number(b.SnapshotCreationTimestamp) - Number(a.SnapshotCreationTimestamp));
  return newest && { name: newest.SnapshotName ?? '', version: newest.ApplicationVersionId ?? 0 };
};
