import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { templates } from '../lib/templates';

const template = JSON.parse(templates()['flowlens.template.json']!);
const alarms = Object.values<any>(template.Resources)
  .filter((resource) => resource.Type === 'AWS::CloudWatch::Alarm')
  .map((resource) => resource.Properties);

/** An alarm's id: its name without the application's. */
const idOf = (alarm: any): string => alarm.AlarmName['Fn::Join'][1].at(-1).slice(1);

/** The ids are anchors in docs/operate.md and parts of names that people have in their own tools: they stay. */
const IDS = [
  'behind-changes',
  'behind-spans',
  'behind-trail',
  'checkpoints-failing',
  'dead-letters',
  'input-throttled',
  'job-down',
  'job-restarts',
  'late-calls',
  'sink-throttled',
  'undelivered',
  'unjudged-calls',
];

describe('alarms', () => {
  test('are these', () => {
    assert.deepEqual(alarms.map(idOf).sort(), IDS);
  });

  test('each says what is wrong and what to do, and where more is written', () => {
    for (const alarm of alarms) {
      const id = idOf(alarm);
      assert.match(alarm.AlarmDescription, new RegExp(`^[A-Z].+\\. [A-Z].+\\. More: docs/operate\\.md#alarm-${id}$`), id);
    }
  });

  test('each tells the topic when it begins and when it is over', () => {
    for (const alarm of alarms) {
      assert.match(JSON.stringify(alarm.AlarmActions), /AlertsTopic/);
      assert.deepEqual(alarm.OKActions, alarm.AlarmActions);
    }
  });

  test('only a job that sends nothing counts as down; elsewhere no data is no alarm', () => {
    for (const alarm of alarms) {
      assert.equal(alarm.TreatMissingData, idOf(alarm) === 'job-down' ? 'breaching' : 'notBreaching');
    }
  });

  test('counters are judged by their growth, since they never fall while the job runs', () => {
    const counters = ['fullRestarts', 'numberOfFailedCheckpoints', 'unjudgedCalls', 'lateCalls', 'flows'];
    for (const alarm of alarms) {
      for (const { Id, MetricStat, Expression } of alarm.Metrics ?? []) {
        if (MetricStat !== undefined && counters.includes(MetricStat.Metric.MetricName)) {
          const expression = alarm.Metrics.find((one: any) => one.Expression !== undefined).Expression;
          assert.ok(expression.includes(`RATE(${Id})`), expression);
        }
        assert.ok(MetricStat !== undefined || Expression !== undefined);
      }
    }
  });

  test('every input stream is watched for being behind, by its own name', () => {
    const watched = alarms.filter((alarm) => alarm.MetricName === 'millisBehindLatest');
    const ids = watched.map((alarm) => JSON.stringify(alarm.Dimensions.find((one: any) => one.Name === 'Id').Value));
    assert.equal(new Set(ids).size, 3);
    for (const alarm of watched) {
      assert.deepEqual(alarm.Dimensions.map((one: any) => one.Name).sort(), ['Application', 'Flow', 'Id']);
    }
  });
});

describe('outputs', () => {
  test('are what scripts and other stacks rely on', () => {
    for (const name of [
      'ApplicationName',
      'SpansStreamArn',
      'ChangesStreamArn',
      'TrailStreamArn',
      'AnomalyStreamArn',
      'AnomalyStreamName',
      'DeadLetterStreamArn',
      'EdgeTableName',
      'AlertTopicArn',
      'LogGroupName',
      'DashboardUrl',
    ]) {
      assert.ok(name in template.Outputs, name);
    }
  });

  test('commands name every placeholder in capitals, and no quote is left open', () => {
    for (const [name, output] of Object.entries<any>(template.Outputs)) {
      if (name.endsWith('Command')) {
        const text = output.Value['Fn::Join'][1].map((part: unknown) => (typeof part === 'string' ? part : 'X')).join('');
        assert.match(text, /^aws /);
        assert.equal(text.split("'").length % 2, 1, text);
      }
    }
  });

  test('what the template of a table stream imports, this one exports', () => {
    const imports = [...templates()['table-stream.template.json']!.matchAll(/"Fn::ImportValue":\{"Fn::Join":\["-",\[\{"Ref":"FlowlensStack"\},"(\w+)"/g)].map((m) => m[1]);
    const exports = Object.entries<any>(template.Outputs).filter(([, output]) => output.Export !== undefined);
    assert.deepEqual([...new Set(imports)].sort(), exports.map(([name]) => name).sort());
  });
});

describe('resources that hold data', () => {
  test('keep their logical ids, or an update would replace them', () => {
    const held = Object.entries<any>(template.Resources)
      .filter(([, resource]) => ['AWS::KMS::Key', 'AWS::Kinesis::Stream', 'AWS::DynamoDB::Table', 'AWS::KinesisAnalyticsV2::Application'].includes(resource.Type))
      .map(([id]) => id);
    assert.deepEqual(held.sort(), [
      'EdgeTable4F304A84',
      'JobApplicationF4A59C97',
      'KeyE447D366',
      'StreamsAnomalies205A4428',
      'StreamsChangesB94C5F7F',
      'StreamsDeadLetters0A4F7042',
      'StreamsSpans47C7B6FD',
      'StreamsTrail502AF83D',
    ]);
  });
});
