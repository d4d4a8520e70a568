import { Aws, Duration, IResolvable } from 'aws-cdk-lib';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Alarms } from './alarms';
import { Severity } from './alert-message';
import { Alerts } from './alerts';
import { OperationsDashboard } from './dashboard';
import { Diagram, DiagramProps } from './diagram';
import { diagramAlarms } from './diagram-alarms';
import { EdgeTable } from './edge-table';
import { LogSubscription } from './inputs/log-subscription';
import { TableStream, TableStreamSource } from './inputs/table-stream';
import { TrailRule } from './inputs/trail-rule';
import { Job, JobSettings } from './job';
import { JobCode } from './job-code';
import { JobLog } from './job-log';
import { jobRole } from './job-role';
import { DataKey } from './key';
import { JobMetrics } from './metrics';
import { Streams } from './streams';
import { Switch } from './switch';
import { Undelivered } from './undelivered';

/** What {@link Flowlens} is made of. Only the jar must be given. */
export interface FlowlensProps {
  /** The job's jar: {@link jarInBucket} or {@link jarOnDisk}. */
  readonly code: JobCode;

  /**
   * The name of the Managed Flink application, its dashboard, log group and alarms.
   * @default the name of the stack
   */
  readonly applicationName?: string;

  /**
   * Parallel parts of the job. `docs/operate.md` says how many a load needs.
   * @default 1
   */
  readonly parallelism?: number;

  /**
   * Parallel parts on each KPU (1 vCPU, 4 GB), 1 to 8.
   * @default 1
   */
  readonly parallelismPerKpu?: number;

  /**
   * How often state is saved: after a failure, so much is read again.
   * @default 30 seconds
   */
  readonly checkpointInterval?: Duration;

  /**
   * How finely Managed Flink reports. Alarms and dashboard need no more than `APPLICATION`; finer levels multiply the
   * number of metrics, which are paid for one by one. Use `TASK` for a while to find a bottleneck.
   * @default APPLICATION
   */
  readonly metricsLevel?: 'APPLICATION' | 'TASK' | 'OPERATOR' | 'PARALLELISM';

  /**
   * Whether the job may start from a snapshot with state that it no longer has a use for. `docs/upgrade.md` says when.
   * @default false
   */
  readonly allowNonRestoredState?: boolean | IResolvable;

  /**
   * Further settings of the job: property group, key, value. They go over those that the construct sets.
   * @default none, every setting has its default
   */
  readonly settings?: JobSettings;

  /**
   * Whether to subscribe the log group `aws/spans`, which exists only with CloudWatch Transaction Search.
   * @default false
   */
  readonly subscribeSpans?: Switch;

  /**
   * Whether to take CloudTrail events of DynamoDB and Lambda from EventBridge.
   * @default true
   */
  readonly trail?: boolean;

  /**
   * Tables whose changes are only in a DynamoDB stream. One whose changes go to Kinesis needs no entry here.
   * @default none
   */
  readonly tableStreams?: readonly TableStreamSource[];

  /**
   * Anomalies of these severities become messages on the alert topic.
   * @default warning and critical
   */
  readonly alertSeverities?: readonly Severity[];

  /**
   * The diagram as a service behind a load balancer with a login.
   * @default none: run the diagram where you need it, `java -jar flowlens-diagram.jar`
   */
  readonly diagram?: DiagramProps;

  /**
   * How long the job's log is kept.
   * @default one month
   */
  readonly logRetention?: logs.RetentionDays;
}

/**
 * flowlens in an account: streams, edge table, job, inputs, alerts, alarms, dashboard.
 *
 * The job must be started once: CloudFormation creates the application but does not run it. One of it in a stack.
 */
export class Flowlens extends Construct {
  readonly applicationName: string;
  readonly dataKey: DataKey;
  readonly streams: Streams;
  readonly edgeTable: EdgeTable;
  readonly log: JobLog;
  readonly job: Job;
  readonly logSubscription: LogSubscription;
  readonly alerts: Alerts;
  readonly alarms: Alarms;
  /** What EventBridge could not deliver. */
  readonly undelivered: Undelivered;
  /** The diagram's service, if it is on. */
  readonly diagram?: Diagram;

  constructor(scope: Construct, id: string, props: FlowlensProps) {
    super(scope, id);
    this.applicationName = props.applicationName ?? Aws.STACK_NAME;
    const logGroupName = `/aws/kinesis-analytics/${this.applicationName}`;

    this.dataKey = new DataKey(this, 'Key', { logGroupName });
    const { key } = this.dataKey;
    this.streams = new Streams(this, 'Streams', { key });
    this.edgeTable = new EdgeTable(this, 'EdgeTable', { key });
    const { table } = this.edgeTable;
    this.undelivered = new Undelivered(this, 'Undelivered');

    this.log = new JobLog(this, 'Log', { logGroupName, retention: props.logRetention ?? logs.RetentionDays.ONE_MONTH, key });
    const job = { applicationName: this.applicationName, code: props.code, streams: this.streams, table, log: this.log };
    this.job = new Job(this, 'Job', {
      ...job,
      role: jobRole(this, 'JobRole', { ...job, key }),
      parallelism: props.parallelism ?? 1,
      parallelismPerKpu: props.parallelismPerKpu ?? 1,
      metricsLevel: props.metricsLevel ?? 'APPLICATION',
      checkpointInterval: props.checkpointInterval ?? Duration.seconds(30),
      allowNonRestoredState: props.allowNonRestoredState ?? false,
      settings: props.settings ?? {},
    });

    this.logSubscription = this.inputs(props);
    this.alerts = new Alerts(this, 'Alerts', {
      anomalies: this.streams.anomalies,
      key,
      undelivered: this.undelivered.queue,
      severities: props.alertSeverities ?? ['warning', 'critical'],
    });
    this.alarms = new Alarms(this, 'Alarms', {
      applicationName: this.applicationName,
      metrics: new JobMetrics(this.applicationName),
      streams: this.streams,
      table,
      undelivered: this.undelivered.queue,
      topic: this.alerts.topic,
    });
    if (props.diagram !== undefined) {
      this.diagram = new Diagram(this, 'Diagram', { ...props.diagram, table, anomalies: this.streams.anomalies, key });
      diagramAlarms(this.diagram, this.streams, table).forEach((spec) => this.alarms.add(spec));
    }
    new OperationsDashboard(this, 'Dashboard', {
      dashboardName: this.applicationName,
      metrics: new JobMetrics(this.applicationName),
      streams: this.streams,
      table,
      alarms: this.alarms.all,
    });
  }

  private inputs(props: FlowlensProps): LogSubscription {
    const { key } = this.dataKey;
    const { queue } = this.undelivered;
    if (props.trail ?? true) {
      new TrailRule(this, 'TrailRule', { stream: this.streams.trail, key, undelivered: queue });
    }
    (props.tableStreams ?? []).forEach((source, i) => {
      new TableStream(this, `TableStream${i + 1}`, {
        ...source,
        changesStreamArn: this.streams.changes.streamArn,
        keyArn: key.keyArn,
        undeliveredQueueArn: queue.queueArn,
      });
    });
    return new LogSubscription(this, 'LogSubscription', {
      stream: this.streams.spans,
      key,
      subscribeSpans: props.subscribeSpans ?? false,
    });
  }
}
