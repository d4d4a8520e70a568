import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { allow, permissions, useKey } from '../policy';
import { onlyIf, Switch } from '../switch';

/** The log group of CloudWatch Transaction Search. It exists only where that is on. */
export const SPANS_LOG_GROUP = 'aws/spans';

/** The properties of {@link LogSubscription}. */
export interface LogSubscriptionProps {
  /** Takes the log lines. */
  readonly stream: kinesis.IStream;
  readonly key: kms.IKey;
  /** Whether to subscribe `aws/spans`. Deployment fails if it is on and the log group does not exist. */
  readonly subscribeSpans: Switch;
}

/** CloudWatch Logs into the spans stream: the subscription of `aws/spans`, and the role for further log groups. */
export class LogSubscription extends Construct {
  /** The role that CloudWatch Logs takes to write into the stream; other subscriptions use it too. */
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: LogSubscriptionProps) {
    super(scope, id);
    this.role = new iam.Role(this, 'Role', {
      description: 'CloudWatch Logs subscriptions into the spans stream of flowlens',
      // CloudWatch Logs gives the account and region of the log group as the source, with a star after it.
      assumedBy: new iam.ServicePrincipal('logs.amazonaws.com', {
        conditions: {
          StringLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'logs', resource: '*' }) },
        },
      }),
      inlinePolicies: permissions(
        allow(['kinesis:PutRecord', 'kinesis:PutRecords'], [props.stream.streamArn]),
        useKey(props.key, 'kms:GenerateDataKey'),
      ),
    });
    if (props.subscribeSpans !== false) {
      const filter = new logs.CfnSubscriptionFilter(this, 'Spans', {
        logGroupName: SPANS_LOG_GROUP,
        filterName: `${Aws.STACK_NAME}-flowlens`,
        filterPattern: '',
        destinationArn: props.stream.streamArn,
        roleArn: this.role.roleArn,
        // By log stream, one busy log stream would go to one shard.
        distribution: 'Random',
      });
      onlyIf(props.subscribeSpans, filter);
    }
  }
}
