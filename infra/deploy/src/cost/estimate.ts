import { Price, PriceFile, PriceName } from './prices.js';
import { ASSUMED, Workload } from './workload.js';

/** One line of the estimate: what, how it is computed, and what it comes to a month. */
export interface CostLine {
  readonly what: string;
  readonly arithmetic: string;
  readonly dollars: number;
}

/** What the stack costs a month, and what its traffic costs elsewhere. */
export interface Estimate {
  readonly lines: readonly CostLine[];
  readonly elsewhere: readonly CostLine[];
  readonly total: number;
}

/** The estimate for a region; undefined if the price file has no prices for it. */
export const estimate = (workload: Workload, file: PriceFile, region: string): Estimate | undefined => {
  const prices = file.regions[region];
  if (prices === undefined) return undefined;
  const { kpus, streams, alarmMetrics, dashboards, keys, traffic } = workload;
  const hours = file.hoursPerMonth;
  const seconds = hours * 3600;
  const line = (what: string, factors: readonly [number, string][], name: PriceName): CostLine => {
    const price: Price = prices[name];
    return {
      what,
      arithmetic: [...factors.map(([n, unit]) => `${number(n)} ${unit}`), `${price.price} $ per ${price.unit}`].join(' × '),
      dollars: factors.reduce((product, [n]) => product * n, price.price),
    };
  };
  const gb = (perSecond: number, bytes: number) => (perSecond * bytes * seconds) / 1e9;
  const spansGb = gb(traffic.spansPerSecond, ASSUMED.spanBytes);
  const inGb =
    spansGb + gb(traffic.changesPerSecond, ASSUMED.changeBytes) + gb(traffic.trailEventsPerSecond, ASSUMED.trailEventBytes);
  const writes =
    (traffic.edges *
      (ASSUMED.writesPerEdgeMinute * 60 + ASSUMED.rollupWritesPerEdgeHour) *
      hours *
      ASSUMED.writeUnitsPerWrite) /
    1e6;
  const tableGb = (traffic.edges * ASSUMED.rowsPerEdge * ASSUMED.rowBytes) / 1e9;
  const lines = [
    line('Flink, the job', [[kpus, 'KPU'], [hours, 'h']], 'flinkKpuHour'),
    line('Flink, orchestration', [[1, 'KPU'], [hours, 'h']], 'flinkKpuHour'),
    line('Flink, storage', [[kpus, 'KPU'], [ASSUMED.storageGbPerKpu, 'GB']], 'flinkStorageGbMonth'),
    line('Kinesis, streams', [[streams, 'streams'], [hours, 'h']], 'kinesisStreamHour'),
    line('Kinesis, written', [[inGb, 'GB']], 'kinesisInGb'),
    line('Kinesis, read', [[inGb, 'GB']], 'kinesisOutGb'),
    line('Edge table, writes', [[writes, 'million units (at most)']], 'dynamoWriteMillion'),
    line('Edge table, storage', [[tableGb * 2, 'GB with its index']], 'dynamoStorageGbMonth'),
    line('Edge table, recovery', [[tableGb, 'GB']], 'dynamoRecoveryGbMonth'),
    line('Custom metrics', [[ASSUMED.customMetrics, 'metrics']], 'customMetricMonth'),
    line('Alarms', [[alarmMetrics, 'metrics']], 'alarmMonth'),
    line('Dashboard', [[dashboards, 'dashboard']], 'dashboardMonth'),
    line('Job log', [[ASSUMED.logGb, 'GB']], 'logsInGb'),
    line('Keys', [[keys, 'key']], 'keyMonth'),
    line('Keys, requests', [[ASSUMED.keyRequests / 1e4, '× 10,000 requests']], 'keyRequests10k'),
  ];
  const changes = (traffic.changesPerSecond * Math.ceil(ASSUMED.changeBytes / 1024) * seconds) / 1e6;
  const trail = (traffic.trailEventsPerSecond * seconds) / 1e5;
  return {
    lines,
    elsewhere: [
      line('DynamoDB, change records', [[changes, 'million units']], 'dynamoChangeMillion'),
      line('CloudTrail, data events', [[trail, '× 100,000 events']], 'trailDataEvents100k'),
    ],
    total: lines.reduce((sum, { dollars }) => sum + dollars, 0),
  };
};

/** A number for people: no more digits than matter. */
const number = (n: number): string =>
  n.toLocaleString('en-US', { maximumFractionDigits: n >= 100 ? 0 : n >= 1 ? 1 : 2 });
