import { Aws, Duration, IResolvable } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as flink from 'aws-cdk-lib/aws-kinesisanalyticsv2';
import { Construct } from 'constructs';
import { JobCode } from './job-code';
import { JobLog } from './job-log';
import { Streams } from './streams';

/** Property groups of the job: group, key, value. `docs/configuration.md` lists them. */
export type JobSettings = Record<string, Record<string, string>>;

/** The properties of {@link Job}. */
export interface JobProps {
  readonly applicationName: string;
  readonly code: JobCode;
  readonly role: iam.IRole;
  readonly streams: Streams;
  readonly table: dynamodb.ITable;
  readonly log: JobLog;
  readonly parallelism: number;
  readonly parallelismPerKpu: number;
  readonly metricsLevel: 'APPLICATION' | 'TASK' | 'OPERATOR' | 'PARALLELISM';
  readonly checkpointInterval: Duration;
  readonly allowNonRestoredState: boolean | IResolvable;
  readonly settings: JobSettings;
}

/** The Managed Flink application. CloudFormation creates it ready and not running: it must be started once. */
export class Job extends Construct {
  readonly application: flink.CfnApplication;

  constructor(scope: Construct, id: string, props: JobProps) {
    super(scope, id);
    this.application = new flink.CfnApplication(this, 'Application', {
      applicationName: props.applicationName,
      applicationDescription: 'flowlens: the data flow around DynamoDB, and what is wrong with it',
      runtimeEnvironment: 'FLINK-1_20',
      applicationMode: 'STREAMING',
      serviceExecutionRole: props.role.roleArn,
      applicationConfiguration: {
        applicationCodeConfiguration: {
          codeContentType: 'ZIPFILE',
          codeContent: { s3ContentLocation: { bucketArn: props.code.bucketArn, fileKey: props.code.key } },
        },
        environmentProperties: { propertyGroups: propertyGroups(props) },
        flinkApplicationConfiguration: {
          checkpointConfiguration: {
            // DEFAULT would ignore the values.
            configurationType: 'CUSTOM',
            checkpointingEnabled: true,
            checkpointInterval: props.checkpointInterval.toMilliseconds(),
            minPauseBetweenCheckpoints: Duration.seconds(5).toMilliseconds(),
          },
          monitoringConfiguration: {
            configurationType: 'CUSTOM',
            logLevel: 'INFO',
            metricsLevel: props.metricsLevel,
          },
          parallelismConfiguration: {
            configurationType: 'CUSTOM',
            parallelism: props.parallelism,
            parallelismPerKpu: props.parallelismPerKpu,
            // It follows the CPU alone, not how far the job is behind, and restarts the job each time.
            autoScalingEnabled: false,
          },
        },
        applicationSnapshotConfiguration: { snapshotsEnabled: true },
        applicationSystemRollbackConfiguration: { rollbackEnabled: true },
      },
      runConfiguration: {
        applicationRestoreConfiguration: { applicationRestoreType: 'RESTORE_FROM_LATEST_SNAPSHOT' },
        flinkRunConfiguration: { allowNonRestoredState: props.allowNonRestoredState },
      },
    });
    this.application.node.addDependency(props.role);
    new flink.CfnApplicationCloudWatchLoggingOption(this, 'Logging', {
      applicationName: this.application.ref,
      cloudWatchLoggingOption: {
        logStreamArn: `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:${props.log.group.logGroupName}:log-stream:${props.log.stream.logStreamName}`,
      },
    });
  }
}

/** What the job is told: its inputs and outputs, and the given settings, key by key, over them. */
const propertyGroups = (props: JobProps) => {
  const { streams, table } = props;
  const region = { 'aws.region': Aws.REGION };
  const stream = (arn: string) => ({ 'stream.arn': arn, ...region });
  const input = (arn: string) => ({
    ...stream(arn),
    // LATEST would skip what a quiet shard gets between the first start and a restart.
    'flink.stream.initpos': 'TRIM_HORIZON',
  });
  const groups: JobSettings = {
    'Input.spans': input(streams.spans.streamArn),
    'Input.changes': input(streams.changes.streamArn),
    'Input.trail': { ...input(streams.trail.streamArn), evidence: 'slow' },
    EdgeTable: { 'table.name': table.tableName, ...region },
    AnomalyStream: stream(streams.anomalies.streamArn),
    DeadLetterStream: stream(streams.deadLetters.streamArn),
  };
  for (const [group, entries] of Object.entries(props.settings)) {
    groups[group] = { ...groups[group], ...entries };
  }
  return Object.entries(groups).map(([propertyGroupId, propertyMap]) => ({ propertyGroupId, propertyMap }));
};
