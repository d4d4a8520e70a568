import { RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** The properties of {@link JobLog}. */
export interface JobLogProps {
  /** The log group's name. */
  readonly logGroupName: string;
  /** How long log lines are kept. */
  readonly retention: logs.RetentionDays;
  /** Encrypts the log group. */
  readonly key: kms.IKey;
}

/** Where the job logs. Managed Flink creates neither group nor stream, and drops the log silently if one is missing. */
export class JobLog extends Construct {
  /** The group. */
  readonly group: logs.LogGroup;
  /** The one stream in it. */
  readonly stream: logs.LogStream;

  constructor(scope: Construct, id: string, props: JobLogProps) {
    super(scope, id);
    this.group = new logs.LogGroup(this, 'Group', {
      logGroupName: props.logGroupName,
      retention: props.retention,
      encryptionKey: props.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stream = new logs.LogStream(this, 'Stream', { logGroup: this.group, removalPolicy: RemovalPolicy.DESTROY });
  }
}
