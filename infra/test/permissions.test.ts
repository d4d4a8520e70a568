import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { templates } from '../lib/templates';

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

const template = JSON.parse(templates()['flowlens.template.json']!);
const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const roles = Object.entries<any>(template.Resources).filter(([, resource]) => resource.Type === 'AWS::IAM::Role');
const statementsOf = (role: any): Statement[] =>
  role.Properties.Policies.flatMap((policy: any) => policy.PolicyDocument.Statement as Statement[]);
const roleLike = (pattern: RegExp) => roles.find(([id]) => pattern.test(id))![1];

/** The actions of a role, sorted. */
const actions = (role: any) => [...new Set(statementsOf(role).flatMap((statement) => list(statement.Action)))].sort();

describe('permissions', () => {
  test('the job may do what it does, and nothing else', () => {
    assert.deepEqual(actions(roleLike(/^JobRole/)), [
      'dynamodb:BatchWriteItem',
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
      'kinesis:PutRecords',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
      's3:GetObject',
      's3:GetObjectVersion',
    ]);
  });

  test('no role writes into the inputs but those that feed them, and the job writes no input', () => {
    const written = statementsOf(roleLike(/^JobRole/))
      .filter((statement) => list(statement.Action).includes('kinesis:PutRecords'))
      .flatMap((statement) => JSON.stringify(statement.Resource));
    assert.match(written.join(), /Anomalies/);
    assert.match(written.join(), /DeadLetters/);
    assert.doesNotMatch(written.join(), /Spans|Changes|Trail/);
  });

  test('no action is a wildcard, in any policy of any resource', () => {
    const all = JSON.stringify(template).matchAll(/"Action":("[^"]*"|\[[^\]]*\])/g);
    // The one of the key policy that lets the account rule over its own key.
    const wild = [...all].map((match) => match[1]!).filter((text) => text.includes('*') && text !== '"kms:*"');
    // Deny statements: nothing without TLS.
    assert.deepEqual(wild, ['"sqs:*"']);
  });

  test('the only wildcards in resources of roles are the three that have a reason', () => {
    const wild = roles.flatMap(([, role]) =>
      statementsOf(role)
        .filter((statement) => JSON.stringify(statement.Resource).includes('*'))
        .map((statement) => list(statement.Action).join()),
    );
    assert.deepEqual(wild, ['s3:GetObject,s3:GetObjectVersion', 'logs:DescribeLogStreams', 'logs:DescribeLogGroups']);
  });

  test('every role is for one service, and that for this account only', () => {
    for (const [id, role] of roles) {
      const [trust] = role.Properties.AssumeRolePolicyDocument.Statement;
      assert.match(JSON.stringify(trust.Principal), /^{"Service":"[a-z]+\.amazonaws\.com"}$/, id);
      assert.match(JSON.stringify(trust.Condition), /AWS::AccountId/, id);
    }
  });

  test('an alarm reaches the encrypted topic: the key and the topic let CloudWatch in', () => {
    const policies = (type: string, property: string) =>
      Object.values<any>(template.Resources)
        .filter((resource) => resource.Type === type)
        .flatMap((resource) => resource.Properties[property].Statement as any[])
        .filter((statement) => statement.Principal?.Service === 'cloudwatch.amazonaws.com');
    assert.deepEqual(policies('AWS::KMS::Key', 'KeyPolicy').map((s) => s.Action), [['kms:Decrypt', 'kms:GenerateDataKey']]);
    assert.deepEqual(policies('AWS::SNS::TopicPolicy', 'PolicyDocument').map((s) => s.Action), ['sns:Publish']);
  });
});
