import { Aws, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { JobCode } from './job-code';
import { JobLog } from './job-log';
import { allow, permissions, readStreams, useKey } from './policy';
import { Streams } from './streams';
import { acknowledgeWildcard } from './wildcards';

/** The properties of {@link jobRole}. */
export interface JobRoleProps {
  /** The application that takes the role. */
  readonly applicationName: string;
  readonly code: JobCode;
  readonly streams: Streams;
  readonly table: dynamodb.ITable;
  readonly key: kms.IKey;
  readonly log: JobLog;
}

/** The role of the job: it reads its jar and the inputs, writes the outputs and its log, and nothing else. */
export const jobRole = (scope: Construct, id: string, props: JobRoleProps): iam.Role => {
  const { streams, log, code } = props;
  const logs = (resource: string) => Stack.of(scope).formatArn({ service: 'logs', resource });
  const logGroup = `log-group:${log.group.logGroupName}`;
  const jars = `${code.bucketArn}/${code.readableKeys}`;
  const logStreams = logs(`${logGroup}:log-stream:*`);
  const logGroups = logs('log-group:*');
  const role = new iam.Role(scope, id, {
    description: 'flowlens job: reads the inputs, writes edge table, anomalies and dead letters',
    assumedBy: new iam.ServicePrincipal('kinesisanalytics.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnEquals: {
          'aws:SourceArn': Stack.of(scope).formatArn({
            service: 'kinesisanalytics',
            resource: 'application',
            resourceName: props.applicationName,
          }),
        },
      },
    }),
    inlinePolicies: permissions(
      allow(['s3:GetObject', 's3:GetObjectVersion'], [jars]),
      readStreams(Object.values(streams.inputs)),
      allow(
        ['kinesis:DescribeStreamSummary', 'kinesis:PutRecords'],
        [streams.anomalies.streamArn, streams.deadLetters.streamArn],
      ),
      allow(['dynamodb:BatchWriteItem'], [props.table.tableArn]),
      useKey(props.key, 'kms:Decrypt', 'kms:GenerateDataKey'),
      allow(['logs:PutLogEvents'], [logs(`${logGroup}:log-stream:${log.stream.logStreamName}`)]),
      allow(['logs:DescribeLogStreams'], [logStreams]),
      allow(['logs:DescribeLogGroups'], [logGroups]),
    ),
  });
  acknowledgeWildcard(role, jars, 'Earlier jars stay readable, so that a rollback can start one.');
  const listing = 'Managed Flink lists them when it starts the application; only names are listed.';
  acknowledgeWildcard(role, logStreams, listing);
  acknowledgeWildcard(role, logGroups, listing);
  return role;
};
