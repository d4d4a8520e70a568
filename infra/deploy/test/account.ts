import { Answer, Refusal, StubAws } from './aws/stub.js';

const STACK_ID = 'arn:aws:cloudformation:us-east-1:111122223333:stack/flowlens/0a1b';

/** Seconds since the epoch of the first event that the stub's CloudFormation tells of. */
export const BEGAN = 1_796_115_600;

/** An account that is ready for flowlens and has no stack of it. */
export const readyAccount = (stub: StubAws): StubAws =>
  stub
    .on('sts.GetCallerIdentity', { Account: '111122223333', Arn: 'arn:aws:sts::111122223333:assumed-role/deployer/cli' })
    .on('cloudformation.DescribeStacks', noStack)
    .on('cloudformation.ValidateTemplate', {})
    .on('kinesis.DescribeLimits', { ShardLimit: 500, OpenShardCount: 12, OnDemandStreamCount: 3, OnDemandStreamCountLimit: 50 })
    .on('servicequotas.ListServiceQuotas', { Quotas: [{ QuotaName: 'KPU limit', Value: 64 }, { QuotaName: 'Applications', Value: 50 }] })
    .on('kinesisanalytics.ListApplications', { ApplicationSummaries: [] })
    .on('xray.GetTraceSegmentDestination', { Destination: 'CloudWatchLogs', Status: 'ACTIVE' })
    .on('logs.DescribeSubscriptionFilters', { subscriptionFilters: [] })
    .on('s3.HeadBucket', new Refusal('NotFound', '', 404))
    .on('s3.CreateBucket', {})
    .on('s3.PutPublicAccessBlock', {})
    .on('s3.PutBucketEncryption', {})
    .on('s3.PutBucketPolicy', {})
    .on('s3.HeadObject', new Refusal('NotFound', '', 404))
    .on('s3.PutObject', {})
    .on('cloudformation.DeleteStack', {})
    .on('cloudformation.DeleteChangeSet', {});

export const noStack = new Refusal('ValidationError', 'Stack with id flowlens does not exist');

/** A stack in a status, as DescribeStacks answers it. */
export const stackIs = (status: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  Stacks: [
    {
      StackId: STACK_ID,
      StackName: 'flowlens',
      StackStatus: status,
      CreationTime: '2026-12-01T09:00:00Z',
      Parameters: parameters,
      ...(/^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status) ? { Outputs: outputs } : {}),
      ...more,
    },
  ],
});

const parameters = Object.entries({
  JarBucket: 'flowlens-code-111122223333-us-east-1',
  JarKey: 'flowlens/0123456789abcdef/flowlens-job.jar',
  Parallelism: '2',
  ParallelismPerKPU: '1',
  SubscribeSpans: 'true',
  AllowNonRestoredState: 'false',
  AlertEmail: 'on-call@example.com',
}).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));

const stream = (name: string) => `arn:aws:kinesis:us-east-1:111122223333:stream/flowlens-${name}`;

const outputs = [
  ...Object.entries({
    ApplicationName: 'flowlens',
    SpansStreamArn: stream('spans'),
    ChangesStreamArn: stream('changes'),
    TrailStreamArn: stream('trail'),
    AnomalyStreamName: 'flowlens-anomalies',
    DeadLetterStreamArn: stream('dead-letters'),
    EdgeTableName: 'flowlens-EdgeTable',
    LogGroupName: '/aws/kinesis-analytics/flowlens',
    DashboardUrl: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/flowlens',
  }).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
  {
    OutputKey: 'StreamTableCommand',
    OutputValue: `aws dynamodb enable-kinesis-streaming-destination --table-name TABLE --stream-arn ${stream('changes')}`,
    Description: 'Sends the changes of an existing table to flowlens: put its name for TABLE.',
  },
];

/** An event of the stack, so many seconds after {@link BEGAN}. */
export const event = (second: number, id: string, type: string, status: string, reason?: string): Record<string, unknown> => ({
  EventId: `${id}-${second}`,
  StackId: STACK_ID,
  StackName: 'flowlens',
  LogicalResourceId: id,
  PhysicalResourceId: `flowlens-${id}`,
  ResourceType: type,
  ResourceStatus: status,
  ResourceStatusReason: reason,
  Timestamp: new Date((BEGAN + second) * 1000).toISOString(),
});

/** A change of the change set. */
export const change = (Action: string, LogicalResourceId: string, ResourceType: string, more: Record<string, unknown> = {}) => ({
  Type: 'Resource',
  ResourceChange: { Action, LogicalResourceId, ResourceType, ...more },
});

/** Scripts a change set that is computed at the second look. */
export const changeSetWith = (stub: StubAws, changes: readonly unknown[]): StubAws =>
  stub
    .on('cloudformation.CreateChangeSet', { Id: 'arn:aws:cloudformation:us-east-1:111122223333:changeSet/c/1', StackId: STACK_ID })
    .on(
      'cloudformation.DescribeChangeSet',
      { Status: 'CREATE_IN_PROGRESS' },
      { Status: 'CREATE_COMPLETE' },
      { Status: 'CREATE_COMPLETE', Changes: changes },
    )
    .on('cloudformation.ExecuteChangeSet', {});

/** Scripts a change set that CloudFormation cannot make. */
export const changeSetFails = (stub: StubAws, reason: string): StubAws =>
  stub
    .on('cloudformation.CreateChangeSet', { Id: 'arn:aws:cloudformation:us-east-1:111122223333:changeSet/c/1', StackId: STACK_ID })
    .on('cloudformation.DescribeChangeSet', { Status: 'FAILED', StatusReason: reason });

/** The application in these statuses, one after the other. */
export const application = (...statuses: string[]): Answer[] =>
  statuses.map((status) => applicationOf(status, 7, 'flowlens/0123456789abcdef/flowlens-job.jar'));

/** The application in a status and a version, with a jar. */
export const applicationOf = (ApplicationStatus: string, ApplicationVersionId: number, FileKey: string): Answer => ({
  ApplicationDetail: {
      ApplicationARN: 'arn:aws:kinesisanalytics:us-east-1:111122223333:application/flowlens',
      ApplicationName: 'flowlens',
      RuntimeEnvironment: 'FLINK-1_20',
      ApplicationStatus,
      ApplicationVersionId,
      ApplicationConfigurationDescription: {
        ApplicationCodeConfigurationDescription: {
          CodeContentType: 'ZIPFILE',
          CodeContentDescription: {
            S3ApplicationCodeLocationDescription: {
              BucketARN: 'arn:aws:s3:::flowlens-code-111122223333-us-east-1',
              FileKey,
            },
          },
        },
      },
    },
});

/** What CloudWatch counts in the streams and the table. */
export const metrics = (counts: Record<string, number>): Answer => ({
  MetricDataResults: Object.entries(counts).map(([Id, value]) => ({ Id, Values: [value] })),
});

/** An operation on the application. */
export const operation = (OperationStatus: string, more: Record<string, unknown> = {}): Answer => ({
  ApplicationOperationInfoDetails: { Operation: 'UpdateApplication', StartTime: BEGAN, EndTime: BEGAN + 60, OperationStatus, ...more },
});

/** The resources of a stack, in one status, and those that its template keeps perhaps in another. */
export const resourcesAre = (status: string, keptStatus = status): Answer => ({
  StackResourceSummaries: [
    ['Key', 'AWS::KMS::Key', '1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['Spans', 'AWS::Kinesis::Stream', 'flowlens-spans'],
    ['EdgeTable', 'AWS::DynamoDB::Table', 'flowlens-EdgeTable'],
    ['Job', 'AWS::KinesisAnalyticsV2::Application', 'flowlens'],
  ].map(([LogicalResourceId, ResourceType, PhysicalResourceId]) => ({
    LogicalResourceId,
    ResourceType,
    PhysicalResourceId,
    ResourceStatus: /Key|Table/.test(LogicalResourceId ?? '') ? keptStatus : status,
    LastUpdatedTimestamp: '2026-12-01T09:00:00Z',
  })),
});
