import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, test } from 'node:test';
import * as aws from './account.js';
import { Refusal, StubAws } from './aws/stub.js';
import { assertReads, run } from './run.js';

let stub: StubAws;
beforeEach(async () => {
  stub = aws.readyAccount(await StubAws.start());
});
afterEach(async () => {
  assert.deepEqual(stub.unscripted, []);
  await stub.stop();
});

const CHANGES = [
  aws.change('Add', 'Spans', 'AWS::Kinesis::Stream'),
  aws.change('Add', 'EdgeTable', 'AWS::DynamoDB::Table'),
  aws.change('Add', 'JobRole', 'AWS::IAM::Role'),
  aws.change('Add', 'Job', 'AWS::KinesisAnalyticsV2::Application'),
];

/** The stack is created: it is asked for once before, and then while CloudFormation works. */
const stackIsCreated = () =>
  aws
    .changeSetWith(stub, CHANGES)
    .on('cloudformation.DescribeStacks', aws.noStack, aws.stackIs('CREATE_IN_PROGRESS'), aws.stackIs('CREATE_COMPLETE'))
    .on(
      'cloudformation.DescribeStackEvents',
      { StackEvents: [aws.event(0, 'flowlens', 'AWS::CloudFormation::Stack', 'REVIEW_IN_PROGRESS')] },
      { StackEvents: [aws.event(5, 'Spans', 'AWS::Kinesis::Stream', 'CREATE_IN_PROGRESS')] },
      {
        StackEvents: [
          aws.event(60, 'Job', 'AWS::KinesisAnalyticsV2::Application', 'CREATE_COMPLETE'),
          aws.event(40, 'EdgeTable', 'AWS::DynamoDB::Table', 'CREATE_COMPLETE'),
          aws.event(30, 'Spans', 'AWS::Kinesis::Stream', 'CREATE_COMPLETE'),
          aws.event(5, 'Spans', 'AWS::Kinesis::Stream', 'CREATE_IN_PROGRESS'),
        ],
      },
    )
    .on('kinesisanalytics.DescribeApplication', ...aws.application('READY', 'STARTING', 'RUNNING'))
    .on('kinesisanalytics.StartApplication', { OperationId: 'start-1' })
    .on('kinesisanalytics.DescribeApplicationOperation', aws.operation('IN_PROGRESS'), aws.operation('SUCCESSFUL'));

test('a first deployment makes bucket, jar, change set and stack, starts the job and sees records', async () => {
  stackIsCreated().on('monitoring.GetMetricData', aws.metrics({}), aws.metrics({ spans: 12, changes: 40, rows: 96 }));
  const outcome = await run(stub, ['--alert-email', 'on-call@example.com'], { stdin: 'y\n' });
  assertReads(outcome, 'first-deployment.txt');
  assert.equal(outcome.status, 0);
  assert.deepEqual(stub.writes, [
    's3.CreateBucket',
    's3.PutPublicAccessBlock',
    's3.PutBucketEncryption',
    's3.PutBucketPolicy',
    's3.PutObject',
    'cloudformation.CreateChangeSet',
    'cloudformation.ExecuteChangeSet',
    'kinesisanalytics.StartApplication',
  ]);
  const [created] = stub.inputs('cloudformation.CreateChangeSet');
  assert.equal(created?.['ChangeSetType'], 'CREATE');
});

test('the bucket is closed to the public, encrypted and TLS only, and S3 checks the jar that it gets', async () => {
  stackIsCreated();
  const outcome = await run(stub, ['--yes', '--wait', '0', '--region', 'eu-west-1']);
  assert.equal(outcome.status, 0, outcome.text);
  const bodyOf = (operation: string) => String(stub.inputs(`s3.${operation}`)[0]?.['Body']);
  assert.match(bodyOf('CreateBucket'), /<LocationConstraint>eu-west-1</);
  assert.equal(bodyOf('PutPublicAccessBlock').match(/>true</g)?.length, 4);
  assert.match(bodyOf('PutBucketEncryption'), /<SSEAlgorithm>AES256</);
  const [statement] = (JSON.parse(bodyOf('PutBucketPolicy')) as { Statement: Record<string, unknown>[] }).Statement;
  assert.equal(statement?.['Effect'], 'Deny');
  assert.deepEqual(statement?.['Condition'], { Bool: { 'aws:SecureTransport': 'false' } });
  const [jar] = stub.inputs('s3.PutObject');
  assert.equal(jar?.['ChecksumSHA256'], createHash('sha256').update('PK\u0003\u0004 not really a jar').digest('base64'));
  assert.doesNotMatch(outcome.text, /Waiting/, '--wait 0 waits for nothing');
});

test('the same jar is not uploaded again, and a bucket that exists is not touched', async () => {
  stackIsCreated()
    .on('s3.HeadBucket', { 'x-amz-bucket-region': 'us-east-1' })
    .on('s3.HeadObject', { 'content-length': '21' });
  const outcome = await run(stub, ['--yes', '--wait', '0']);
  assert.match(outcome.text, /The same jar is already at s3:/);
  assert.deepEqual(stub.writes.filter((operation) => operation.startsWith('s3.')), []);
});

test('where nothing sends, the deployment is done and says so', async () => {
  stackIsCreated().on('monitoring.GetMetricData', aws.metrics({ spans: 0, changes: 0, trail: 0, rows: 0 }));
  const outcome = await run(stub, ['--yes', '--wait', '0.001']);
  assert.match(outcome.text, /No record came, because nothing sends: all three input streams are empty\./);
  assert.equal(outcome.status, 0);
});

test('records that make no row are a failure that names the dead letters and the log', async () => {
  stackIsCreated().on('monitoring.GetMetricData', aws.metrics({ spans: 12, deadLetters: 12 }));
  const outcome = await run(stub, ['--yes', '--wait', '0.001']);
  assert.match(outcome.text, /Records come in \(12 span batches, 0 changes, 0 CloudTrail events\), but the edge table has no row yet: 12/);
  assert.match(outcome.text, /aws logs tail \/aws\/kinesis-analytics\/flowlens --since 30m/);
  assert.equal(outcome.status, 1);
});

test('who answers no, or nothing, has an account without a stack', async () => {
  aws.changeSetWith(stub, CHANGES).on('cloudformation.DescribeStacks', aws.noStack, aws.stackIs('DELETE_COMPLETE'));
  const outcome = await run(stub, [], { stdin: 'n\n' });
  assertReads(outcome, 'declined.txt');
  assert.equal(outcome.status, 0);
  assert.equal(stub.writes.at(-1), 'cloudformation.DeleteStack');
  assert.ok(!stub.writes.includes('cloudformation.ExecuteChangeSet'));
});

test('a stack that cannot be created is described with its causes, and how to clean up', async () => {
  aws
    .changeSetWith(stub, CHANGES)
    .on('cloudformation.DescribeStacks', aws.noStack, aws.stackIs('ROLLBACK_COMPLETE'))
    .on(
      'cloudformation.DescribeStackEvents',
      { StackEvents: [] },
      {
        StackEvents: [
          aws.event(20, 'EdgeTable', 'AWS::DynamoDB::Table', 'CREATE_FAILED', 'Resource creation cancelled'),
          aws.event(19, 'SpansSubscription', 'AWS::Logs::SubscriptionFilter', 'CREATE_FAILED', 'The specified log group does not exist.'),
          aws.event(5, 'Spans', 'AWS::Kinesis::Stream', 'CREATE_COMPLETE'),
        ],
      },
    )
    .on('cloudformation.ListStackResources', aws.resourcesAre('DELETE_COMPLETE', 'DELETE_SKIPPED'));
  const outcome = await run(stub, ['--yes']);
  assertReads(outcome, 'stack-fails.txt');
  assert.equal(outcome.status, 1);
});

test('a change set that CloudFormation cannot make leaves no stack behind', async () => {
  aws
    .changeSetFails(stub, 'Parameter Parallelism failed to satisfy constraint')
    .on('cloudformation.DescribeStacks', aws.noStack, aws.noStack);
  const outcome = await run(stub, ['--yes']);
  assertReads(outcome, 'change-set-fails.txt');
  assert.equal(outcome.status, 1);
  assert.equal(stub.writes.at(-1), 'cloudformation.DeleteStack');
});

test('a refused permission is named, with what exists by then', async () => {
  stub.on(
    'cloudformation.CreateChangeSet',
    new Refusal(
      'AccessDenied',
      'User: arn:aws:sts::111122223333:assumed-role/deployer/cli is not authorized to perform: cloudformation:CreateChangeSet',
      403,
    ),
  );
  const outcome = await run(stub, ['--yes']);
  assertReads(outcome, 'permission-refused.txt');
  assert.equal(outcome.status, 1);
});

test('Ctrl-C while the stack is made says what exists, that CloudFormation goes on, and how to clean up', async () => {
  let interrupt = () => {};
  aws
    .changeSetWith(stub, CHANGES)
    .on('cloudformation.DescribeStacks', aws.noStack, aws.stackIs('CREATE_IN_PROGRESS'))
    .on('cloudformation.DescribeStackEvents', { StackEvents: [] }, () => {
      interrupt();
      return { StackEvents: [] };
    })
    .on('cloudformation.ListStackResources', aws.resourcesAre('CREATE_COMPLETE'));
  const outcome = await run(stub, ['--yes'], { started: (kill) => (interrupt = kill) });
  assertReads(outcome, 'interrupted.txt');
  assert.equal(outcome.status, 130);
});

test('Ctrl-C while records are awaited ends only the waiting', async () => {
  let interrupt = () => {};
  stackIsCreated().on('monitoring.GetMetricData', () => {
    interrupt();
    return { MetricDataResults: [] };
  });
  const outcome = await run(stub, ['--yes'], { started: (kill) => (interrupt = kill) });
  assert.match(outcome.text, /The waiting was ended; everything is deployed, and the job runs\./);
  assert.equal(outcome.status, 0);
});
