import { Aws, Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BY_WINDOW } from './edge-table';
import { JobMetrics } from './metrics';
import { Streams } from './streams';

/** An alarm as `docs/operate.md` knows it. */
export interface AlarmSpec {
  /** Stable, kebab-case: a part of the alarm's name, and its section in `docs/operate.md` is `#alarm-<id>`. */
  readonly id: string;
  /** What is wrong. A sentence. */
  readonly meaning: string;
  /** What to do first. A sentence. */
  readonly todo: string;
  readonly metric: cloudwatch.IMetric;
  /** The alarm fires above it. */
  readonly above: number;
  /** In how many of how many periods. */
  readonly periods: readonly [number, number];
  /** Left out: nothing is measured, nothing is wrong. */
  readonly missing?: cloudwatch.TreatMissingData;
}

/** The properties of {@link Alarms}. */
export interface AlarmsProps {
  readonly applicationName: string;
  readonly metrics: JobMetrics;
  readonly streams: Streams;
  readonly table: dynamodb.ITable;
  readonly undelivered: sqs.IQueue;
  readonly topic: sns.ITopic;
}

const FIVE_MINUTES = Duration.minutes(5);

/** Alarms on the job and on what it reads and writes. Each says what to do, to the alert topic. */
export class Alarms extends Construct {
  private readonly made: cloudwatch.Alarm[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
    [...this.ofJob(), ...this.behind(), ...this.ofQuality(), ...this.ofThroughput()].forEach((spec) => this.add(spec));
  }

  /** All of them, in the order of the dashboard. */
  get all(): readonly cloudwatch.Alarm[] {
    return this.made;
  }

  /** Adds an alarm that publishes to the topic when it fires and when it is over. */
  add(spec: AlarmSpec): cloudwatch.Alarm {
    const [datapointsToAlarm, evaluationPeriods] = spec.periods;
    const alarm = new cloudwatch.Alarm(this, spec.id, {
      alarmName: `${this.props.applicationName}-${spec.id}`,
      alarmDescription: `${spec.meaning} ${spec.todo} More: docs/operate.md#alarm-${spec.id}`,
      metric: spec.metric,
      threshold: spec.above,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      datapointsToAlarm,
      evaluationPeriods,
      treatMissingData: spec.missing ?? cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    const notify = new actions.SnsAction(this.props.topic);
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
    this.made.push(alarm);
    return alarm;
  }

  private ofJob(): AlarmSpec[] {
    const { metrics } = this.props;
    return [
      {
        id: 'job-down',
        meaning: 'The job has not run for 5 minutes.',
        todo: 'Start it if it was never started; else look in its log for the first exception.',
        metric: metrics.of('downtime', 'Average', Duration.minutes(1)),
        above: 0,
        periods: [5, 5],
        // An application that does not run sends nothing.
        missing: cloudwatch.TreatMissingData.BREACHING,
      },
      {
        id: 'job-restarts',
        meaning: 'The job keeps restarting.',
        todo: 'Look in its log for the exception before the first restart.',
        metric: metrics.rate('fullRestarts'),
        above: 0,
        periods: [2, 3],
      },
      {
        id: 'checkpoints-failing',
        meaning: 'Checkpoints fail, so a restart would read much again.',
        todo: 'Look at the duration and size of checkpoints and at the sinks, which must be empty at each.',
        metric: metrics.rate('numberOfFailedCheckpoints'),
        above: 0,
        periods: [2, 3],
      },
    ];
  }

  private behind(): AlarmSpec[] {
    return Object.entries(this.props.streams.inputs).map(([name, stream]) => ({
      id: `behind-${name}`,
      meaning: `The job reads the ${name} stream more than a minute behind its tip, for 15 minutes.`,
      todo: 'If it falls further behind, raise the parallelism; the stream keeps its records for a day.',
      metric: this.props.metrics.behind(stream.streamName),
      above: 60_000,
      periods: [3, 3] as const,
    }));
  }

  private ofQuality(): AlarmSpec[] {
    const { metrics, streams } = this.props;
    return [
      {
        id: 'unjudged-calls',
        meaning: 'More than 1 % of calls came too late to be judged, so anomalies may be missed.',
        todo: 'Raise max.out.of.orderness of the input that is late.',
        metric: metrics.share('unjudgedCalls', 'flows', 'unjudged calls (%)'),
        above: 1,
        periods: [3, 3],
      },
      {
        id: 'late-calls',
        meaning: 'More than 1 % of calls came after their minute was closed, so its rows lack them.',
        todo: 'Raise lateness of the group Flow, or find out what delays the input.',
        metric: metrics.share('lateCalls', 'flows', 'late calls (%)'),
        above: 1,
        periods: [3, 3],
      },
      {
        id: 'dead-letters',
        meaning: 'The job got input that it cannot use.',
        todo: 'Read the reasons in the dead letter stream; it keeps them for seven days.',
        metric: streams.deadLetters.metricIncomingRecords({ statistic: 'Sum', period: FIVE_MINUTES }),
        above: 0,
        periods: [1, 1],
      },
    ];
  }

  private ofThroughput(): AlarmSpec[] {
    const { streams, table, undelivered } = this.props;
    const refused = (stream: kinesis.Stream) =>
      stream.metricPutRecordsThrottledRecords({ statistic: 'Sum', period: FIVE_MINUTES });
    const exceeded = (stream: kinesis.Stream) =>
      stream.metricWriteProvisionedThroughputExceeded({ statistic: 'Sum', period: FIVE_MINUTES });
    const throttled = (dimensions: Record<string, string>) =>
      new cloudwatch.Metric({
        namespace: 'AWS/DynamoDB',
        metricName: 'WriteThrottleEvents',
        dimensionsMap: { TableName: table.tableName, ...dimensions },
        statistic: 'Sum',
        period: FIVE_MINUTES,
      });
    return [
      {
        id: 'sink-throttled',
        meaning: 'Writes to the edge table, the anomaly stream or the dead letter stream are throttled, for 15 minutes.',
        todo: 'Results come late; look which of them it is, and at its quotas and hot keys.',
        metric: sum('throttled writes', {
          table: throttled({}),
          index: throttled({ GlobalSecondaryIndexName: BY_WINDOW }),
          anomalies: refused(streams.anomalies),
          letters: refused(streams.deadLetters),
        }),
        above: 0,
        periods: [3, 3],
      },
      {
        id: 'input-throttled',
        meaning: 'An input stream refuses records, for 15 minutes, so what is sent to it comes late or is lost.',
        todo: 'An on-demand stream takes twice its highest rate of the last 30 days; look at the quota of the account.',
        metric: sum('refused records', {
          spans: exceeded(streams.spans),
          changes: exceeded(streams.changes),
          trail: exceeded(streams.trail),
        }),
        above: 0,
        periods: [3, 3],
      },
      {
        id: 'undelivered',
        meaning: 'EventBridge could not deliver CloudTrail events, changes of a table, or alerts.',
        todo: 'Read the messages in the queue: they name the rule or pipe and the reason.',
        metric: undelivered.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: FIVE_MINUTES }),
        above: 0,
        periods: [1, 1],
      },
    ];
  }
}

/** The sum of metrics some of which may have no data. */
const sum = (label: string, metrics: Record<string, cloudwatch.IMetric>) =>
  new cloudwatch.MathExpression({
    expression: Object.keys(metrics)
      .map((name) => `FILL(${name}, 0)`)
      .join(' + '),
    usingMetrics: metrics,
    period: FIVE_MINUTES,
    label,
  });

/** The console's page of one dashboard. */
export const dashboardUrl = (name: string) =>
  `https://${Aws.REGION}.console.aws.amazon.com/cloudwatch/home?region=${Aws.REGION}#dashboards/dashboard/${name}`;
