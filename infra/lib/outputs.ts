import { Aws, CfnOutput, Stack } from 'aws-cdk-lib';
import { dashboardUrl } from './alarms';
import { Flowlens } from './flowlens';

/** The names of the outputs that another stack of the same account may import: `<stack>-<name>`. */
export const EXPORTED = ['ChangesStreamArn', 'KeyArn', 'UndeliveredQueueArn'] as const;

/** Says what is where, and the commands for what a stack cannot do: resources that it does not own, and the start. */
export const addOutputs = (stack: Stack, flowlens: Flowlens) => {
  const { streams } = flowlens;
  const facts: Record<string, string> = {
    ApplicationName: flowlens.applicationName,
    SpansStreamArn: streams.spans.streamArn,
    ChangesStreamArn: streams.changes.streamArn,
    TrailStreamArn: streams.trail.streamArn,
    AnomalyStreamArn: streams.anomalies.streamArn,
    AnomalyStreamName: streams.anomalies.streamName,
    DeadLetterStreamArn: streams.deadLetters.streamArn,
    EdgeTableName: flowlens.edgeTable.table.tableName,
    EdgeTableArn: flowlens.edgeTable.table.tableArn,
    KeyArn: flowlens.dataKey.key.keyArn,
    AlertTopicArn: flowlens.alerts.topic.topicArn,
    UndeliveredQueueArn: flowlens.undelivered.queue.queueArn,
    LogGroupName: flowlens.log.group.logGroupName,
    DashboardUrl: dashboardUrl(flowlens.applicationName),
    ...(flowlens.diagram && { DiagramLoadBalancer: flowlens.diagram.loadBalancer.loadBalancerDnsName }),
  };
  for (const [name, value] of Object.entries(facts)) {
    const exported = (EXPORTED as readonly string[]).includes(name);
    new CfnOutput(stack, name, { value, ...(exported && { exportName: `${Aws.STACK_NAME}-${name}` }) });
  }
  for (const [name, { description, value }] of Object.entries(commands(flowlens))) {
    new CfnOutput(stack, name, { description, value });
  }
};

const commands = (flowlens: Flowlens): Record<string, { description: string; value: string }> => ({
  StartCommand: {
    description: 'Starts the job; once, after the stack was created.',
    value: `aws kinesisanalyticsv2 start-application --application-name ${flowlens.applicationName}`,
  },
  StreamTableCommand: {
    description: 'Sends the changes of an existing table to flowlens: put its name for TABLE.',
    value:
      'aws dynamodb enable-kinesis-streaming-destination --table-name TABLE' +
      ` --stream-arn ${flowlens.streams.changes.streamArn}` +
      ' --enable-kinesis-streaming-configuration ApproximateCreationDateTimePrecision=MICROSECOND',
  },
  SubscribeLogGroupCommand: {
    description: 'Sends a log group (aws/spans, or that of a function) to flowlens: put its name for GROUP. A group takes two subscriptions.',
    value:
      "aws logs put-subscription-filter --log-group-name GROUP --filter-name flowlens --filter-pattern ''" +
      ` --destination-arn ${flowlens.streams.spans.streamArn}` +
      ` --role-arn ${flowlens.logSubscription.role.roleArn} --distribution Random`,
  },
  TransactionSearchCommand: {
    description: 'Switches CloudWatch Transaction Search on, which makes the log group aws/spans.',
    value:
      'aws logs put-resource-policy --policy-name TransactionSearch --policy-document' +
      ` '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"xray.amazonaws.com"},"Action":"logs:PutLogEvents",` +
      `"Resource":["arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:aws/spans:*",` +
      `"arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:/aws/application-signals/data:*"],` +
      `"Condition":{"ArnLike":{"aws:SourceArn":"arn:${Aws.PARTITION}:xray:${Aws.REGION}:${Aws.ACCOUNT_ID}:*"},` +
      `"StringEquals":{"aws:SourceAccount":"${Aws.ACCOUNT_ID}"}}}]}'` +
      ' && aws xray update-trace-segment-destination --destination CloudWatchLogs',
  },
});
