import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Conditions } from '../src/template/conditions.js';
import { render } from '../src/template/render.js';
import { Template } from '../src/template/template.js';
import { PACKAGE } from './run.js';

const COMMITTED = join(PACKAGE, '../flowlens.template.json');

test('the committed template has the parameters that the options stand for', async () => {
  const { parameters } = await Template.read(COMMITTED);
  for (const name of ['JarBucket', 'JarKey', 'Parallelism', 'ParallelismPerKPU', 'SubscribeSpans', 'AlertEmail']) {
    assert.ok(name in parameters, name);
  }
});

test('the committed template has the outputs that are read', async () => {
  const { form } = await Template.read(COMMITTED);
  const read = ['ApplicationName', 'SpansStreamArn', 'ChangesStreamArn', 'TrailStreamArn', 'DeadLetterStreamArn'];
  for (const name of [...read, 'EdgeTableName', 'AnomalyStreamName', 'LogGroupName', 'DashboardUrl', 'StartCommand']) {
    assert.ok(name in (form.Outputs ?? {}), name);
  }
});

test('the committed template keeps the table, and takes the jars of earlier versions', async () => {
  const { form, body } = await Template.read(COMMITTED);
  const tables = Object.values(form.Resources).filter((resource) => resource.Type === 'AWS::DynamoDB::Table');
  assert.deepEqual(tables.map((table) => table.DeletionPolicy), ['Retain']);
  assert.match(body, /flowlens\/\*/, 'the folder of code/jar.ts');
});

test('the template of the tests has the parameters of the committed one', async () => {
  const names = async (path: string) => Object.keys((await Template.read(path)).parameters);
  assert.deepEqual(await names(join(PACKAGE, 'test/template.json')), await names(COMMITTED));
});

test('conditions are decided as CloudFormation decides them', () => {
  const conditions = new Conditions(
    {
      On: { 'Fn::Equals': [{ Ref: 'Switch' }, 'true'] },
      Off: { 'Fn::Not': [{ Condition: 'On' }] },
      Both: { 'Fn::And': [{ Condition: 'On' }, { Condition: 'Off' }] },
      Either: { 'Fn::Or': [{ Condition: 'Off' }, { Condition: 'On' }] },
      Listed: { 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'List' }] }, ''] },
    },
    { Switch: 'true', List: '' },
  );
  const holding = ['On', 'Off', 'Both', 'Either', 'Listed', 'Unknown'].filter((name) => conditions.holds(name));
  assert.deepEqual(holding, ['On', 'Either', 'Listed', 'Unknown']);
});

test('values of the template read like text', () => {
  const arn = { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'Bucket' }, '/*']] };
  assert.equal(render([arn, { 'Fn::GetAtt': ['Spans', 'Arn'] }]), 'arn:aws:s3:::${Bucket}/*, ${Spans.Arn}');
  assert.equal(render({ 'Fn::If': ['Big', 2, 1] }), '2 (if Big, else 1)');
  assert.equal(render({ 'Fn::Sub': '${A}-b' }), '${A}-b');
});

test('a template that is too long for a request, or missing, is refused', async () => {
  await assert.rejects(Template.read(join(PACKAGE, 'none.json')), /is missing: restore it/);
  const folder = mkdtempSync(join(tmpdir(), 'flowlens-template-'));
  try {
    const long = join(folder, 'long.json');
    writeFileSync(long, JSON.stringify({ Resources: { A: { Type: 'x'.repeat(51_200) } } }));
    await assert.rejects(Template.read(long), /is larger than the 51200 bytes that CloudFormation takes with a request/);
    // Line breaks are not sent.
    writeFileSync(long, `{"Resources":{}${'\n'.repeat(60_000)}}`);
    assert.equal((await Template.read(long)).body, '{"Resources":{}}');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
