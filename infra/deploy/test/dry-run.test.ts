import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import * as aws from './account.js';
import { StubAws } from './aws/stub.js';
import { assertReads, PACKAGE, run } from './run.js';

let stub: StubAws;
beforeEach(async () => {
  stub = aws.readyAccount(await StubAws.start());
});
afterEach(async () => {
  assert.deepEqual(stub.unscripted, []);
  assert.deepEqual(stub.writes, [], 'a dry run writes nothing');
  await stub.stop();
});

test('a dry run shows checks, parameters, resources, permissions and cost', async () => {
  const outcome = await run(stub, ['--dry-run', '--alert-email', 'on-call@example.com', '--spans-per-second', '1000', '--edges', '120']);
  assertReads(outcome, 'dry-run.txt');
  assert.equal(outcome.status, 0);
});

test('without credentials a dry run shows what the template alone says', async () => {
  const outcome = await run(stub, ['--dry-run'], { without: ['credentials'] });
  assert.match(outcome.text, /STOP {2}No AWS credentials were found/);
  assert.match(outcome.text, /Resources that would be created\n {2}Key/);
  assert.match(outcome.text, /Together +383\.94 \$ a month/);
  assert.equal(outcome.status, 2);
  assert.deepEqual(stub.requests, []);
});

test('a dry run of an update compares the templates and the parameters', async () => {
  const template = JSON.parse(readFileSync(join(PACKAGE, 'test/template.json'), 'utf8')) as { Resources: Record<string, object> };
  const { Dashboard: _, ...others } = template.Resources;
  const Resources = { ...others, Trail: { Type: 'AWS::Kinesis::Stream' }, Old: { Type: 'AWS::SQS::Queue' } };
  stub
    .on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE'))
    .on('cloudformation.GetTemplate', { TemplateBody: JSON.stringify({ ...template, Resources }) })
    .on('s3.HeadBucket', {});
  const outcome = await run(stub, ['--dry-run', '--parallelism', '4']);
  assert.match(
    outcome.text,
    /compared with the deployed template\n {2}changed {2}Trail .*\n {2}added {4}Dashboard .*\n {2}removed {2}Old .*\n {2}parameter Parallelism: 2 -> 4\n/,
  );
  assert.match(outcome.text, /AlertEmail = on-call@example\.com/, 'what is not named stays as it is');
  assert.doesNotMatch(outcome.text, /Transaction Search is on/, 'spans are subscribed already');
});

test('a region without prices says so', async () => {
  const outcome = await run(stub, ['--dry-run', '--region', 'eu-central-1']);
  assert.match(outcome.text, /No estimate: infra\/deploy\/prices\.json has no prices for eu-central-1, only for us-east-1\./);
});
