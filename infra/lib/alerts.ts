import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { alertFilters, alertTemplate, Severity } from './alert-message';
import { allow, permissions, readStreams, serviceInThisAccount, useKey } from './policy';

/** The properties of {@link Alerts}. */
export interface AlertsProps {
  /** Anomalies, one JSON record for each revision. */
  readonly anomalies: kinesis.IStream;
  readonly key: kms.IKey;
  /** Notes which anomalies could not be sent: shard and sequence numbers, not the records. */
  readonly undelivered: sqs.IQueue;
  /** Anomalies of these severities are sent. */
  readonly severities: readonly Severity[];
}

/** Anomalies and alarms as messages: a topic, and a pipe into it from the anomaly stream. */
export class Alerts extends Construct {
  /** Where both go. Subscribe e-mail addresses, functions, or Amazon Q Developer in chat applications. */
  readonly topic: sns.Topic;

  constructor(scope: Construct, id: string, props: AlertsProps) {
    super(scope, id);
    this.topic = new sns.Topic(this, 'Topic', { masterKey: props.key, enforceSSL: true });
    this.allowAlarms();
    const role = new iam.Role(this, 'PipeRole', {
      description: 'Pipe from the anomaly stream of flowlens to its alert topic',
      assumedBy: serviceInThisAccount('pipes.amazonaws.com'),
      inlinePolicies: permissions(
        readStreams([props.anomalies]),
        allow(['sns:Publish'], [this.topic.topicArn]),
        allow(['sqs:SendMessage'], [props.undelivered.queueArn]),
        useKey(props.key, 'kms:Decrypt', 'kms:GenerateDataKey'),
      ),
    });
    new pipes.CfnPipe(this, 'Pipe', {
      description: 'Anomalies that somebody should know of, as messages for chat',
      roleArn: role.roleArn,
      source: props.anomalies.streamArn,
      sourceParameters: {
        kinesisStreamParameters: {
          startingPosition: 'LATEST',
          batchSize: 10,
          maximumRetryAttempts: 100,
          // A message that is hours late alarms for nothing: the anomaly is in the edge table.
          maximumRecordAgeInSeconds: 3600,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: props.undelivered.queueArn },
        },
        filterCriteria: { filters: alertFilters(props.severities).map((filter) => ({ pattern: JSON.stringify(filter) })) },
      },
      target: this.topic.topicArn,
      targetParameters: { inputTemplate: alertTemplate },
    });
  }

  /** A topic with a policy of its own has lost the default one, which would let alarms of the account publish. */
  private allowAlarms() {
    this.topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm:*' }) },
        },
      }),
    );
  }
}
