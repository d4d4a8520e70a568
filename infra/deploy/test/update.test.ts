import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import * as aws from './account.js';
import { StubAws } from './aws/stub.js';
import { assertReads, PACKAGE, run } from './run.js';

let stub: StubAws;
beforeEach(async () => {
  stub = aws
    .readyAccount(await StubAws.start())
    .on('cloudformation.GetTemplate', { TemplateBody: readFileSync(join(PACKAGE, 'test/template.json'), 'utf8') })
    .on('s3.HeadBucket', {})
    .on('kinesisanalytics.DescribeApplication', ...aws.application('RUNNING'))
    .on('kinesisanalytics.CreateApplicationSnapshot', {})
    .on(
      'kinesisanalytics.DescribeApplicationSnapshot',
      { SnapshotDetails: { SnapshotName: 's', SnapshotStatus: 'CREATING', ApplicationVersionId: 7 } },
      { SnapshotDetails: { SnapshotName: 's', SnapshotStatus: 'READY', ApplicationVersionId: 7 } },
    )
    .on(
      'kinesisanalytics.ListApplicationOperations',
      { ApplicationOperationInfoList: [{ OperationId: 'old', StartTime: aws.BEGAN - 900 }] },
      { ApplicationOperationInfoList: [{ OperationId: 'new', StartTime: aws.BEGAN }, { OperationId: 'old', StartTime: aws.BEGAN - 900 }] },
    )
    .on('cloudformation.DescribeStackEvents', { StackEvents: [] })
    .on('monitoring.GetMetricData', aws.metrics({ changes: 3, rows: 6 }));
});
afterEach(async () => {
  assert.deepEqual(stub.unscripted, []);
  await stub.stop();
});

const JAR = {
  Target: {
    Attribute: 'Properties',
    Name: 'ApplicationConfiguration',
    Path: '/Properties/ApplicationConfiguration/ApplicationCodeConfiguration/CodeContent/S3ContentLocation/FileKey',
    BeforeValue: 'flowlens/0123456789abcdef/flowlens-job.jar',
    AfterValue: 'flowlens/8b9c02d7974c19e0/flowlens-job.jar',
  },
};
const JOB_CHANGES = aws.change('Modify', 'Job', 'AWS::KinesisAnalyticsV2::Application', { Replacement: 'False', Details: [JAR] });

const stackBecomes = (...statuses: string[]) =>
  stub.on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE'), ...statuses.map((status) => aws.stackIs(status)));

const logSays = (...messages: string[]) =>
  stub.on('logs.FilterLogEvents', { events: messages.map((message) => ({ message: JSON.stringify({ message }) })) });

test('an update takes a snapshot before the stack is touched, and says what the job was restored from', async () => {
  aws.changeSetWith(stub, [JOB_CHANGES]);
  stackBecomes('UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE');
  stub.on(
    'kinesisanalytics.DescribeApplicationOperation',
    aws.operation('IN_PROGRESS'),
    aws.operation('SUCCESSFUL', { ApplicationVersionChangeDetails: { ApplicationVersionUpdatedFrom: 7, ApplicationVersionUpdatedTo: 8 } }),
  );
  logSays('Starting job 5f0c from savepoint s3://managed/5f0c/savepoint-5f0c-1 ()');
  const outcome = await run(stub, ['--update'], { stdin: 'y\n' });
  assertReads(outcome, 'update.txt');
  assert.equal(outcome.status, 0);
  assert.deepEqual(stub.writes, [
    's3.PutObject',
    'cloudformation.CreateChangeSet',
    'kinesisanalytics.CreateApplicationSnapshot',
    'cloudformation.ExecuteChangeSet',
  ]);
  const [created] = stub.inputs('cloudformation.CreateChangeSet');
  assert.equal(created?.['ChangeSetType'], 'UPDATE');
  assert.equal(parameter(created, 'Parallelism', 'UsePreviousValue'), 'true', 'what is not named stays as it is');
  assert.equal(parameter(created, 'JarKey', 'ParameterValue'), 'flowlens/8b9c02d7974c19e0/flowlens-job.jar');
});

/** A field of a parameter in a query request, where parameters are numbered. */
const parameter = (request: Record<string, unknown> = {}, name: string, field: string): unknown => {
  const [key = ''] = Object.entries(request).find(([, value]) => value === name) ?? [];
  return request[key.replace('ParameterKey', field)];
};

test('an update that changes nothing is none: no snapshot, no execution', async () => {
  aws.changeSetFails(stub, "The submitted information didn't contain changes. Submit different information to create a change set.");
  stackBecomes('UPDATE_COMPLETE');
  const outcome = await run(stub, ['--update', '--yes']);
  assert.match(outcome.text, /Nothing is to be changed\./);
  assert.deepEqual(stub.writes, ['s3.PutObject', 'cloudformation.CreateChangeSet', 'cloudformation.DeleteChangeSet']);
  assert.equal(outcome.status, 0);
});

test('a change set that replaces or removes says so first and loudly', async () => {
  aws.changeSetWith(stub, [
    JOB_CHANGES,
    aws.change('Modify', 'EdgeTable', 'AWS::DynamoDB::Table', {
      Replacement: 'True',
      PolicyAction: 'ReplaceAndRetain',
      PhysicalResourceId: 'flowlens-EdgeTable',
      Details: [{ Target: { Path: '/Properties/KeySchema', BeforeValue: 'pk, sk', AfterValue: 'pk' } }],
    }),
    aws.change('Modify', 'Spans', 'AWS::Kinesis::Stream', { Replacement: 'True', PolicyAction: 'ReplaceAndDelete', PhysicalResourceId: 'flowlens-spans' }),
    aws.change('Modify', 'JobRole', 'AWS::IAM::Role', { Replacement: 'Conditional', Details: [{ Target: { Attribute: 'Properties', Name: 'Path' }, CausingEntity: 'Spans.Arn' }] }),
    aws.change('Remove', 'Dashboard', 'AWS::CloudWatch::Dashboard', { PolicyAction: 'Delete' }),
  ]);
  stackBecomes();
  const outcome = await run(stub, ['--update'], { stdin: 'n\n' });
  assertReads(outcome, 'replacement.txt');
  assert.equal(stub.writes.at(-1), 'cloudformation.DeleteChangeSet');
});

test('an update that Managed Flink took back says why', async () => {
  aws.changeSetWith(stub, [JOB_CHANGES]);
  stackBecomes('UPDATE_ROLLBACK_COMPLETE');
  stub
    .on('cloudformation.ListStackResources', aws.resourcesAre('UPDATE_COMPLETE'))
    .on('cloudformation.DescribeStackEvents', { StackEvents: [] }, {
      StackEvents: [aws.event(60, 'Job', 'AWS::KinesisAnalyticsV2::Application', 'UPDATE_FAILED', 'Application did not stabilize')],
    })
    .on(
      'kinesisanalytics.DescribeApplicationOperation',
      aws.operation('FAILED', { OperationFailureDetails: { RollbackOperationId: 'r', ErrorInfo: { ErrorString: 'Cannot map savepoint state' } } }),
    );
  const outcome = await run(stub, ['--update', '--yes']);
  assertReads(outcome, 'update-taken-back.txt');
  assert.equal(outcome.status, 1);
});

test('a job that fails again and again after an update names the way back', async () => {
  aws.changeSetWith(stub, [JOB_CHANGES]);
  stackBecomes('UPDATE_COMPLETE');
  stub.on('kinesisanalytics.DescribeApplicationOperation', aws.operation('SUCCESSFUL'))
    .on('cloudformation.ListStackResources', aws.resourcesAre('UPDATE_COMPLETE'));
  logSays('Job flowlens (5f0c) switched from state RUNNING to RESTARTING.', 'Job flowlens (5f0c) switched from state RUNNING to RESTARTING.');
  const outcome = await run(stub, ['--update', '--yes']);
  assert.match(outcome.text, /The job fails again and again since then \(2 times\): Job flowlens \(5f0c\) switched/);
  assert.match(outcome.text, /Go back to the version before with scripts\/deploy --rollback --region us-east-1\./);
  assert.doesNotMatch(outcome.text, /--destroy|s3 rm/, 'the way out of an update is never to delete what runs');
  assert.equal(outcome.status, 1);
});

test('without a snapshot there is no update', async () => {
  aws.changeSetWith(stub, [JOB_CHANGES]);
  stackBecomes();
  stub.on('kinesisanalytics.DescribeApplicationSnapshot', { SnapshotDetails: { SnapshotName: 's', SnapshotStatus: 'FAILED', ApplicationVersionId: 7 } });
  const outcome = await run(stub, ['--update', '--yes']);
  assert.match(outcome.text, /The snapshot deploy-20261201T090000Z failed, so nothing was updated/);
  assert.match(outcome.text, /aws cloudformation delete-change-set/);
  assert.ok(!stub.writes.includes('cloudformation.ExecuteChangeSet'));
  assert.equal(outcome.status, 1);
});

test('a rollback goes back with the newest snapshot, and says that the stack does not know', async () => {
  stub
    .on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE'))
    .on('kinesisanalytics.ListApplicationSnapshots', {
      SnapshotSummaries: [
        { SnapshotName: 'deploy-a', SnapshotStatus: 'READY', ApplicationVersionId: 6, SnapshotCreationTimestamp: aws.BEGAN - 900 },
        { SnapshotName: 'deploy-b', SnapshotStatus: 'READY', ApplicationVersionId: 7, SnapshotCreationTimestamp: aws.BEGAN },
      ],
    })
    .on(
      'kinesisanalytics.DescribeApplication',
      aws.applicationOf('RUNNING', 8, 'flowlens/8b9c02d7974c19e0/flowlens-job.jar'),
      aws.applicationOf('RUNNING', 9, 'flowlens/0123456789abcdef/flowlens-job.jar'),
    )
    .on('kinesisanalytics.RollbackApplication', { ApplicationDetail: {}, OperationId: 'rollback-1' })
    .on('kinesisanalytics.DescribeApplicationOperation', aws.operation('SUCCESSFUL'));
  logSays('Restoring job 5f0c from Savepoint 12 @ 1796115600000 for 5f0c located at s3://managed/savepoint.');
  const outcome = await run(stub, ['--rollback'], { stdin: 'yes\n' });
  assertReads(outcome, 'rollback.txt');
  assert.equal(outcome.status, 0);
  assert.equal(stub.inputs('kinesisanalytics.RollbackApplication')[0]?.['CurrentApplicationVersionId'], 8);
});

test('a rollback to a snapshot that the running version wrote says that it may not be read', async () => {
  stub
    .on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE'))
    .on('kinesisanalytics.ListApplicationSnapshots', {
      SnapshotSummaries: [{ SnapshotName: 'own', SnapshotStatus: 'READY', ApplicationVersionId: 7, SnapshotCreationTimestamp: aws.BEGAN }],
    });
  const outcome = await run(stub, ['--rollback'], { stdin: 'n\n' });
  assert.match(outcome.text, /!! That snapshot was written by the version that runs now\./);
  assert.deepEqual(stub.writes, []);
});

test('a rollback without a snapshot is refused before it is asked for', async () => {
  stub
    .on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE'))
    .on('kinesisanalytics.ListApplicationSnapshots', { SnapshotSummaries: [] });
  const outcome = await run(stub, ['--rollback', '--yes']);
  assert.match(outcome.text, /flowlens has no snapshot, so Managed Flink has no state to roll back to/);
  assert.deepEqual(stub.writes, []);
  assert.equal(outcome.status, 2);
});
