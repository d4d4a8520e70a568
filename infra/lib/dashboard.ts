import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { Construct } from 'constructs';
import { JobMetrics } from './metrics';
import { Streams } from './streams';

/** The properties of {@link OperationsDashboard}. */
export interface OperationsDashboardProps {
  readonly dashboardName: string;
  readonly metrics: JobMetrics;
  readonly streams: Streams;
  readonly table: dynamodb.ITable;
  readonly alarms: readonly cloudwatch.IAlarm[];
}

const MINUTE = Duration.minutes(1);

/** One page: is it well, does it keep up, is what it says complete, what does it find. From left to right, as data flows. */
export class OperationsDashboard extends Construct {
  constructor(scope: Construct, id: string, props: OperationsDashboardProps) {
    super(scope, id);
    new cloudwatch.Dashboard(this, 'Resource', {
      dashboardName: props.dashboardName,
      defaultInterval: Duration.hours(3),
      widgets: [
        [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: 24, height: 4 })],
        keepingUp(props),
        complete(props.metrics),
        found(props),
        resources(props),
      ],
    });
  }
}

const graph = (title: string, left: cloudwatch.IMetric[], right: cloudwatch.IMetric[] = []) =>
  new cloudwatch.GraphWidget({ title, left, right, width: 8, height: 6 });

const incoming = (stream: kinesis.Stream, label: string) =>
  stream.metricIncomingRecords({ statistic: 'Sum', period: MINUTE, label });

const keepingUp = ({ metrics, streams }: OperationsDashboardProps) => [
  graph(
    'Records that arrive, a minute',
    Object.entries(streams.inputs).map(([name, stream]) => incoming(stream, name)),
  ),
  graph(
    'Behind the tip of the stream (ms)',
    Object.entries(streams.inputs).map(([name, stream]) => metrics.behind(stream.streamName).with({ label: name })),
  ),
  graph(
    'Flows and signals that the job makes of them, per second and parallel part',
    ['flows', 'signals'].map((name) => metrics.rate(name)),
  ),
];

const complete = (metrics: JobMetrics) => [
  graph('Calls that came too late (%)', [
    metrics.share('unjudgedCalls', 'flows', 'unjudged'),
    metrics.share('lateCalls', 'flows', 'late'),
  ]),
  graph(
    'Left out, per second and parallel part',
    ['duplicates', 'ignored', 'unpairedSpans', 'deadLetters', 'skewedClocks'].map((name) => metrics.rate(name)),
  ),
  graph(
    'Out of time or over a bound, per second and parallel part',
    ['judgementsLate', 'panesOutOfOrder', 'changesLeftOut'].map((name) => metrics.rate(name)),
  ),
];

const found = ({ metrics, streams, table }: OperationsDashboardProps) => [
  graph('Episodes', [metrics.of('episodesOpen', 'Maximum', MINUTE)], [metrics.rate('episodesOpened')]),
  graph('Anomalies and dead letters, a minute', [
    incoming(streams.anomalies, 'anomaly revisions'),
    incoming(streams.deadLetters, 'dead letters'),
  ]),
  graph('Edge table, written units a minute', [
    table.metricConsumedWriteCapacityUnits({ statistic: 'Sum', period: MINUTE, label: 'table' }),
  ]),
];

const resources = ({ metrics }: OperationsDashboardProps) => [
  graph(
    'CPU and heap, the busiest TaskManager (%)',
    ['containerCPUUtilization', 'heapMemoryUtilization'].map((name) => metrics.of(name, 'Maximum', MINUTE)),
  ),
  graph(
    'Checkpoints',
    [metrics.of('lastCheckpointDuration', 'Maximum', MINUTE)],
    [metrics.of('lastCheckpointSize', 'Maximum', MINUTE)],
  ),
  graph('Restarts and down time', [metrics.of('fullRestarts', 'Maximum', MINUTE)], [metrics.of('downtime', 'Maximum', MINUTE)]),
];
