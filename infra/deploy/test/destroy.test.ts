import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import * as aws from './account.js';
import { Refusal, StubAws } from './aws/stub.js';
import { assertReads, PACKAGE, run } from './run.js';

let stub: StubAws;
beforeEach(async () => {
  stub = aws
    .readyAccount(await StubAws.start())
    .on('cloudformation.GetTemplate', { TemplateBody: readFileSync(join(PACKAGE, 'test/template.json'), 'utf8') })
    .on('cloudformation.ListStackResources', aws.resourcesAre('CREATE_COMPLETE'))
    .on(
      'cloudformation.DescribeStacks',
      aws.stackIs('UPDATE_COMPLETE'),
      aws.stackIs('DELETE_IN_PROGRESS'),
      aws.stackIs('DELETE_COMPLETE'),
    )
    .on('cloudformation.DescribeStackEvents', { StackEvents: [] }, {
      StackEvents: [
        aws.event(30, 'EdgeTable', 'AWS::DynamoDB::Table', 'DELETE_SKIPPED'),
        aws.event(20, 'Job', 'AWS::KinesisAnalyticsV2::Application', 'DELETE_COMPLETE'),
      ],
    })
    .on('dynamodb.UpdateTable', {})
    .on('dynamodb.DeleteTable', {});
});
afterEach(async () => {
  assert.deepEqual(stub.unscripted, []);
  await stub.stop();
});

test('destroy deletes the stack, keeps the table, and says what stays and costs', async () => {
  const outcome = await run(stub, ['--destroy'], { stdin: 'y\n' });
  assertReads(outcome, 'destroy.txt');
  assert.equal(outcome.status, 0);
  assert.deepEqual(stub.writes, ['cloudformation.DeleteStack']);
});

test('destroy asks, and does nothing without a yes', async () => {
  const outcome = await run(stub, ['--destroy']);
  assert.match(outcome.text, /Delete the stack flowlens\? \[y\/N\] \nNothing was deleted\.\n$/);
  assert.deepEqual(stub.writes, []);
});

test('destroy deletes the table only if told, after the stack, with its protection taken off first', async () => {
  const outcome = await run(stub, ['--destroy', '--delete-table', '--yes']);
  assert.match(outcome.text, /Deleted too, with everything in it: the table flowlens-EdgeTable\./);
  assert.deepEqual(stub.writes, ['cloudformation.DeleteStack', 'dynamodb.UpdateTable', 'dynamodb.DeleteTable']);
  assert.deepEqual(stub.inputs('dynamodb.UpdateTable'), [{ TableName: 'flowlens-EdgeTable', DeletionProtectionEnabled: false }]);
});

test('a table that cannot be deleted is named with the commands that do it', async () => {
  stub.on('dynamodb.UpdateTable', new Refusal('AccessDeniedException', 'not authorized to perform: dynamodb:UpdateTable'));
  const outcome = await run(stub, ['--destroy', '--delete-table', '--yes']);
  assert.match(outcome.text, /The stack is gone, but the table flowlens-EdgeTable is not/);
  assert.match(outcome.text, /aws dynamodb delete-table --table-name flowlens-EdgeTable --region us-east-1/);
  assert.equal(outcome.status, 1);
});

test('a stack that cannot be deleted is described with its causes', async () => {
  stub
    .on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE'), aws.stackIs('DELETE_FAILED'))
    .on('cloudformation.DescribeStackEvents', { StackEvents: [] }, {
      StackEvents: [aws.event(30, 'Key', 'AWS::KMS::Key', 'DELETE_FAILED', 'Access denied')],
    });
  const outcome = await run(stub, ['--destroy', '--yes']);
  assert.match(outcome.text, /The stack flowlens could not be deleted; it is DELETE_FAILED\.\n {2}Key \(AWS::KMS::Key\): Access denied/);
  assert.equal(outcome.status, 1);
});

test('a protected stack, and one that does not exist, are left alone', async () => {
  stub.on('cloudformation.DescribeStacks', aws.stackIs('UPDATE_COMPLETE', { EnableTerminationProtection: true }));
  assert.match((await run(stub, ['--destroy', '--yes'])).text, /is protected against deletion/);
  stub.on('cloudformation.DescribeStacks', aws.noStack);
  const outcome = await run(stub, ['--destroy', '--yes']);
  assert.match(outcome.text, /There is no stack flowlens in us-east-1; nothing was deleted\./);
  assert.equal(outcome.status, 0);
  assert.deepEqual(stub.writes, []);
});
