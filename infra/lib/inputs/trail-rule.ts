import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { allow, permissions, serviceInThisAccount, useKey } from '../policy';

/** The properties of {@link TrailRule}. */
export interface TrailRuleProps {
  /** Takes the events. */
  readonly stream: kinesis.IStream;
  readonly key: kms.IKey;
  /** Takes events that could not be delivered. */
  readonly undelivered: sqs.Queue;
}

/**
 * CloudTrail events of DynamoDB and Lambda into the trail stream, through EventBridge.
 *
 * Management events that change something come by themselves. Data events come only if a trail records them. Management
 * events that only read (`DescribeTable` …) stay out, as the job does not use them: with them the rule's state would have
 * to be `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`.
 */
export class TrailRule extends Construct {
  constructor(scope: Construct, id: string, props: TrailRuleProps) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', {
      description: 'EventBridge into the trail stream of flowlens',
      assumedBy: serviceInThisAccount('events.amazonaws.com'),
      inlinePolicies: permissions(
        allow(['kinesis:PutRecord', 'kinesis:PutRecords'], [props.stream.streamArn]),
        useKey(props.key, 'kms:GenerateDataKey'),
      ),
    });
    const rule = new events.CfnRule(this, 'Rule', {
      description: 'CloudTrail events of DynamoDB and Lambda, for flowlens',
      state: 'ENABLED',
      eventPattern: {
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['dynamodb.amazonaws.com', 'lambda.amazonaws.com'],
          // A data event for every invocation and every poll of a change stream: many, and the job leaves them out.
          eventName: [{ 'anything-but': ['Invoke', 'GetRecords', 'GetShardIterator'] }],
        },
      },
      targets: [
        {
          id: 'TrailStream',
          arn: props.stream.streamArn,
          roleArn: role.roleArn,
          deadLetterConfig: { arn: props.undelivered.queueArn },
          // A day is EventBridge's own default; it is how long the stream keeps records too.
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
      ],
    });
    props.undelivered.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [props.undelivered.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
      }),
    );
  }
}
