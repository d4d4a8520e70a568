import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** The properties of {@link DataKey}. */
export interface DataKeyProps {
  /** The log group that the key encrypts, by name: its ARN cannot be referred to before it exists. */
  readonly logGroupName: string;
}

/**
 * The customer key for everything that flowlens stores: streams, edge table, topic, log group.
 *
 * It stays when the stack is deleted, because the edge table stays and cannot be read without it.
 */
export class DataKey extends Construct {
  /** The key itself. */
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, props: DataKeyProps) {
    super(scope, id);
    this.key = new kms.Key(this, 'Resource', {
      enableKeyRotation: true,
      description: `${Aws.STACK_NAME}: flowlens streams, edge table, alerts, log`,
    });
    this.allowAlarms();
    this.allowLogs(props.logGroupName);
  }

  /** An alarm can publish to an encrypted topic only if the key lets CloudWatch in. */
  private allowAlarms() {
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        // In a key policy, * means this key.
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
  }

  private allowLogs(logGroupName: string) {
    const logGroupArn = Stack.of(this).formatArn({
      service: 'logs',
      resource: `log-group:${logGroupName}`,
    });
    this.key.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'LogGroupIsEncrypted',
        principals: [new iam.ServicePrincipal(`logs.${Aws.REGION}.amazonaws.com`)],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
          'kms:GenerateDataKey',
          'kms:DescribeKey',
        ],
        resources: ['*'],
        conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': logGroupArn } },
      }),
    );
  }
}
