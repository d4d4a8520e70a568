import assert from 'node:assert/strict';
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

/** Runs a deployment that must stop before anything is made, and returns what it printed. */
const stopped = async (...args: string[]): Promise<string> => {
  const outcome = await run(stub, ['--yes', ...args]);
  assert.equal(outcome.status, 2, outcome.text);
  assert.deepEqual(stub.writes, [], 'nothing may be written');
  return outcome.text;
};

test('everything that stands in the way is said at once, before anything is made', async () => {
  stub
    .on('kinesis.DescribeLimits', { ShardLimit: 500, OpenShardCount: 12, OnDemandStreamCount: 48, OnDemandStreamCountLimit: 50 })
    .on('xray.GetTraceSegmentDestination', { Destination: 'XRay', Status: 'ACTIVE' });
  const outcome = await run(stub, ['--yes', '--parallelism', '100']);
  assertReads(outcome, 'checks-stop.txt');
  assert.equal(outcome.status, 2);
  assert.deepEqual(stub.writes, []);
});

test('missing credentials are one sentence', async () => {
  const outcome = await run(stub, ['--yes'], { without: ['credentials'] });
  assert.match(outcome.text, /^\nflowlens: No AWS credentials were found: name a profile \(--profile NAME\), sign in/);
  assert.equal(outcome.text.trim().split('\n').length, 1);
  assert.deepEqual(stub.requests, []);
});

test('credentials that have expired, or that AWS does not know, are one sentence', async () => {
  stub.on('sts.GetCallerIdentity', new Refusal('ExpiredToken', 'The security token included in the request is expired', 403));
  assert.match((await run(stub, ['--yes'])).text, /^\nflowlens: The AWS credentials have expired: sign in again/);
  stub.on('sts.GetCallerIdentity', new Refusal('InvalidClientTokenId', 'The security token is invalid', 403));
  assert.match((await run(stub, ['--yes'])).text, /^\nflowlens: AWS does not accept the credentials/);
});

test('a missing region is one sentence', async () => {
  const outcome = await run(stub, ['--yes'], { without: ['region'] });
  assert.equal(outcome.text, '\nflowlens: No AWS region is set: add --region, for example --region us-east-1, or set AWS_REGION.\n');
  assert.equal(outcome.status, 2);
});

test('the region of the AWS CLI counts too', async () => {
  const outcome = await run(stub, ['--dry-run'], { without: ['region'], env: { AWS_DEFAULT_REGION: 'eu-west-1' } });
  assert.match(outcome.text, /region eu-west-1/);
});

test('a profile gives credentials and region', async () => {
  const config = '[profile team]\nregion = eu-north-1\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example\n';
  const outcome = await run(stub, ['--dry-run', '--profile', 'team'], { without: ['credentials', 'region'], config });
  assert.match(outcome.text, /region eu-north-1/);
  assert.match(outcome.text, /scripts\/deploy --region eu-north-1 --profile team\n$/);
});

test('an application quota that is used up stops, and a KPU quota that is not listed is said', async () => {
  stub
    .on('servicequotas.ListServiceQuotas', { Quotas: [{ QuotaName: 'Applications', Value: 1 }] })
    .on('kinesisanalytics.ListApplications', { ApplicationSummaries: [{ ApplicationName: 'other' }] });
  const text = await stopped();
  assert.match(text, /us-east-1 already has 1 Managed Flink applications and allows 1/);
  assert.match(text, /Service Quotas lists no KPU quota here; the default is 64/);
});

test('a third subscription of aws/spans is refused by name', async () => {
  stub.on('logs.DescribeSubscriptionFilters', { subscriptionFilters: [{ filterName: 'siem' }, { filterName: 'lake' }] });
  assert.match(await stopped(), /aws\/spans already has 2 subscription filters \(siem and lake\), and CloudWatch Logs allows no third/);
});

test('a log group of spans that does not exist yet stops, and --no-spans does without', async () => {
  stub.on('logs.DescribeSubscriptionFilters', new Refusal('ResourceNotFoundException', 'The specified log group does not exist.'));
  assert.match(await stopped(), /the log group aws\/spans does not exist yet/);
  const outcome = await run(stub, ['--dry-run', '--no-spans']);
  assert.match(outcome.text, /SubscribeSpans = false/);
  assert.equal(outcome.status, 0);
});

test('a check that the credentials do not allow is said, and does not stop', async () => {
  stub.on('xray.GetTraceSegmentDestination', new Refusal('AccessDeniedException', 'not authorized to perform: xray:GetTraceSegmentDestination'));
  const outcome = await run(stub, ['--dry-run']);
  assert.match(outcome.text, /ok {4}Spans: not checked, AWS refused it \(not authorized to perform: xray:GetTraceSegmentDestination\)/);
  assert.equal(outcome.status, 0);
});

test('a bucket of another account, or in another region, or none at all, stops', async () => {
  stub.on('s3.HeadBucket', new Refusal('Forbidden', '', 403));
  assert.match(await stopped('--bucket', 'jars'), /The bucket jars belongs to another account, or the credentials may not see it/);
  stub.on('s3.HeadBucket', { 'x-amz-bucket-region': 'eu-west-1' });
  assert.match(await stopped('--bucket', 'jars'), /The bucket jars is in eu-west-1, but Managed Flink reads jars of us-east-1 only/);
  stub.on('s3.HeadBucket', new Refusal('NotFound', '', 404));
  assert.match(await stopped('--bucket', 'jars'), /There is no bucket jars: create it, or leave out --bucket/);
});

const WAYS_OUT: [status: string, sentence: RegExp][] = [
  ['REVIEW_IN_PROGRESS', /holds nothing but a change set that nobody executed .* remove it with scripts\/deploy --destroy --region us-east-1/],
  ['ROLLBACK_COMPLETE', /a failed first deployment left \(ROLLBACK_COMPLETE\).* remove it with scripts\/deploy --destroy/],
  ['DELETE_FAILED', /a failed deletion left \(DELETE_FAILED\)/],
  ['UPDATE_ROLLBACK_FAILED', /aws cloudformation continue-update-rollback --stack-name flowlens/],
  ['UPDATE_FAILED', /aws cloudformation rollback-stack --stack-name flowlens/],
  ['UPDATE_IN_PROGRESS', /CloudFormation is at work on the stack flowlens \(UPDATE_IN_PROGRESS\): repeat the command when it is done/],
];

for (const [status, sentence] of WAYS_OUT) {
  test(`a stack in ${status} gets a sentence and the way out`, async () => {
    stub
      .on('cloudformation.DescribeStacks', aws.stackIs(status))
      .on('cloudformation.GetTemplate', { TemplateBody: '{"Resources":{}}' });
    assert.match(await stopped(), sentence);
  });
}

test('an update of a stack that does not exist stops', async () => {
  assert.match(await stopped('--update'), /There is no stack flowlens in us-east-1 to update: scripts\/deploy --region us-east-1 creates it\./);
});

test('wrong arguments are all named, and nothing is asked of AWS', async () => {
  const outcome = await run(stub, ['--update', '--destroy', '--parallelism', '0', '--set', 'X', '--stack', '7']);
  assertReads(outcome, 'wrong-arguments.txt');
  assert.equal(outcome.status, 2);
  assert.deepEqual(stub.requests, []);
  const unknown = await run(stub, ['--set', 'Colour=red']);
  assert.match(unknown.text, /The template has no parameter Colour to set; it has Parallelism, ParallelismPerKPU, SubscribeSpans/);
});
