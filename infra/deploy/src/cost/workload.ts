import { Traffic } from '../options/options.js';
import { Resource } from '../template/template.js';

/**
 * What flowlens makes of traffic, per record. Sizes are assumptions, each on the safe side, and are printed with the
 * estimate; the number of table writes is what the job does at most (`Flow` `update.interval`).
 */
export const ASSUMED = {
  /** A span in a compressed batch of CloudWatch Logs. */
  spanBytes: 300,
  /** A change record. Kinesis bills whole KB. */
  changeBytes: 2_048,
  /** A CloudTrail event in its EventBridge envelope. */
  trailEventBytes: 3_072,
  /** Writes of an edge's open minute, by an `update.interval` of 5 s. */
  writesPerEdgeMinute: 12,
  /** Roll-ups of an edge: twelve of five minutes and one of an hour. */
  rollupWritesPerEdgeHour: 13,
  /** The table and its index. */
  writeUnitsPerWrite: 2,
  /** Rows kept in the long run: of minutes for 30 days, of five minutes for 90, of hours for 400. */
  rowsPerEdge: 1_440 * 30 + 288 * 90 + 24 * 400,
  rowBytes: 1_024,
  logGb: 1,
  /** Running application storage that a KPU has. */
  storageGbPerKpu: 50,
  /** Custom metrics of the job, with one of the counters for each of some formats. */
  customMetrics: 20,
  /** Requests for data keys: each stream and the table ask about every five minutes for each shard and partition. */
  keyRequests: 1_000_000,
} as const;

/** What is paid for: counts from the template, amounts from the traffic. */
export interface Workload {
  readonly kpus: number;
  readonly streams: number;
  readonly alarmMetrics: number;
  readonly dashboards: number;
  readonly keys: number;
  readonly traffic: Traffic;
}

/** Counts what the template's resources cost by the piece. */
export const workloadOf = (resources: readonly [string, Resource][], kpus: number, traffic: Traffic): Workload => {
  const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type).map(([, resource]) => resource);
  return {
    kpus,
    streams: ofType('AWS::Kinesis::Stream').length,
    alarmMetrics: ofType('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    dashboards: ofType('AWS::CloudWatch::Dashboard').length,
    keys: ofType('AWS::KMS::Key').length,
    traffic,
  };
};

/** An alarm on a formula is billed for each metric in it. */
const metricsOf = (alarm: Resource): number => {
  const metrics = alarm.Properties?.['Metrics'] as readonly { MetricStat?: unknown }[] | undefined;
  return metrics === undefined ? 1 : metrics.filter((metric) => metric.MetricStat !== undefined).length;
};
