import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { App, Aws, CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Flowlens, FlowlensProps, jarInBucket } from '../lib';

/** A stack with a flowlens of these properties. */
const stackOf = (props: Partial<FlowlensProps> = {}) => {
  const stack = new Stack(new App(), 'watch');
  new Flowlens(stack, 'Flowlens', { code: jarInBucket('jars', 'flowlens/1.jar', 'flowlens/'), ...props });
  return Template.fromStack(stack);
};

/** The property groups of the application, by name. */
const groups = (template: Template): Record<string, Record<string, unknown>> => {
  const [application] = Object.values(template.findResources('AWS::KinesisAnalyticsV2::Application'));
  return Object.fromEntries(
    application!['Properties'].ApplicationConfiguration.EnvironmentProperties.PropertyGroups.map(
      (group: { PropertyGroupId: string; PropertyMap: object }) => [group.PropertyGroupId, group.PropertyMap],
    ),
  );
};

const template = stackOf();

describe('streams', () => {
  test('all five are on-demand and encrypted with the customer key', () => {
    template.resourceCountIs('AWS::Kinesis::Stream', 5);
    template.allResourcesProperties('AWS::Kinesis::Stream', {
      StreamModeDetails: { StreamMode: 'ON_DEMAND' },
      StreamEncryption: { EncryptionType: 'KMS', KeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('Key'), 'Arn'] } },
    });
  });

  test('inputs are kept for a day, anomalies and dead letters for a week', () => {
    const hours = Object.values(template.findResources('AWS::Kinesis::Stream')).map(
      (stream) => stream['Properties'].RetentionPeriodHours,
    );
    assert.deepEqual(hours.sort(), [168, 168, 24, 24, 24]);
  });
});

describe('edge table', () => {
  test('has the keys, index and expiry of the contract', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byWindow',
          KeySchema: [
            { AttributeName: 'window', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  test('is recoverable, protected, encrypted, and stays with its key when the stack goes', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      },
    });
    template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });
});

describe('application', () => {
  test('runs Flink 1.20 with checkpoints, snapshots and rollback of failed updates', () => {
    template.hasResourceProperties('AWS::KinesisAnalyticsV2::Application', {
      RuntimeEnvironment: 'FLINK-1_20',
      ApplicationMode: 'STREAMING',
      ApplicationConfiguration: {
        FlinkApplicationConfiguration: {
          CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointingEnabled: true, CheckpointInterval: 30_000 },
          MonitoringConfiguration: { ConfigurationType: 'CUSTOM', LogLevel: 'INFO', MetricsLevel: 'APPLICATION' },
          ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 1, AutoScalingEnabled: false },
        },
        ApplicationSnapshotConfiguration: { SnapshotsEnabled: true },
        ApplicationSystemRollbackConfiguration: { RollbackEnabled: true },
      },
    });
  });

  test('reads three inputs from their beginning, CloudTrail as slow evidence', () => {
    const given = groups(template);
    for (const input of ['Input.spans', 'Input.changes', 'Input.trail']) {
      assert.equal(given[input]!['flink.stream.initpos'], 'TRIM_HORIZON');
    }
    assert.equal(given['Input.trail']!['evidence'], 'slow');
    assert.deepEqual(Object.keys(given), ['Input.spans', 'Input.changes', 'Input.trail', 'EdgeTable', 'AnomalyStream', 'DeadLetterStream']);
  });

  test('settings are added to groups, or replace single keys of them', () => {
    const given = groups(stackOf({ settings: { 'Input.spans': { 'max.out.of.orderness': '1 min' }, Flow: { lateness: '5 min' } } }));
    assert.equal(given['Input.spans']!['max.out.of.orderness'], '1 min');
    assert.equal(given['Input.spans']!['flink.stream.initpos'], 'TRIM_HORIZON');
    assert.deepEqual(given['Flow'], { lateness: '5 min' });
  });

  test('logs into a stream that exists, in an encrypted group of its own', () => {
    template.hasResourceProperties('AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption', {
      ApplicationName: { Ref: Match.stringLikeRegexp('Job') },
    });
    template.resourceCountIs('AWS::Logs::LogStream', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue(), RetentionInDays: 30 });
  });
});

describe('inputs', () => {
  test('aws/spans is left alone unless asked for', () => {
    template.resourceCountIs('AWS::Logs::SubscriptionFilter', 0);
    stackOf({ subscribeSpans: true }).hasResourceProperties('AWS::Logs::SubscriptionFilter', {
      LogGroupName: 'aws/spans',
      FilterPattern: '',
      Distribution: 'Random',
    });
  });

  test('whether aws/spans is subscribed may be decided at deployment', () => {
    const stack = new Stack(new App(), 'watch');
    const condition = new CfnCondition(stack, 'Wanted', { expression: Fn.conditionEquals(Aws.REGION, 'eu-west-1') });
    new Flowlens(stack, 'Flowlens', { code: jarInBucket('jars', 'flowlens/1.jar', 'flowlens/'), subscribeSpans: condition });
    Template.fromStack(stack).hasResource('AWS::Logs::SubscriptionFilter', { Condition: 'Wanted' });
  });

  test('CloudTrail events of DynamoDB and Lambda come, those that nobody uses do not', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      State: 'ENABLED',
      EventPattern: {
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['dynamodb.amazonaws.com', 'lambda.amazonaws.com'],
          eventName: [{ 'anything-but': ['Invoke', 'GetRecords', 'GetShardIterator'] }],
        },
      },
      Targets: [Match.objectLike({ RoleArn: Match.anyValue(), DeadLetterConfig: { Arn: Match.anyValue() } })],
    });
    stackOf({ trail: false }).resourceCountIs('AWS::Events::Rule', 0);
  });

  test('the rule may send what it cannot deliver to the queue', () => {
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('TrailRule'), 'Arn'] } } },
          }),
        ]),
      },
    });
  });

  test('each table stream gets a pipe into the changes stream, and the key of its table', () => {
    const arn = (table: string) => `arn:aws:dynamodb:eu-west-1:111122223333:table/${table}/stream/2026-01-01T00:00:00.000`;
    const with2 = stackOf({
      tableStreams: [
        { tableStreamArn: arn('Orders') },
        { tableStreamArn: arn('Sales'), tableKeyArn: 'arn:aws:kms:eu-west-1:111122223333:key/sales' },
      ],
    });
    for (const table of ['Orders', 'Sales']) {
      with2.hasResourceProperties('AWS::Pipes::Pipe', {
        Source: arn(table),
        SourceParameters: { DynamoDBStreamParameters: { StartingPosition: 'TRIM_HORIZON', DeadLetterConfig: Match.anyValue() } },
      });
    }
    const keys = JSON.stringify(with2.findResources('AWS::IAM::Role')).match(/key\/sales/g);
    assert.equal(keys?.length, 1);
  });
});
