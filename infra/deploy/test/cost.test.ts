import assert from 'node:assert/strict';
import { test } from 'node:test';
import { estimate } from '../src/cost/estimate.js';
import { readPrices } from '../src/cost/prices.js';
import { Workload, workloadOf } from '../src/cost/workload.js';

const QUIET = { spansPerSecond: 0, changesPerSecond: 0, trailEventsPerSecond: 0, edges: 0 };
const SMALL: Workload = { kpus: 1, streams: 5, alarmMetrics: 10, dashboards: 1, keys: 1, traffic: QUIET };

const estimateOf = async (workload: Partial<Workload>) => {
  const made = estimate({ ...SMALL, ...workload }, await readPrices(), 'us-east-1');
  assert.ok(made);
  return made;
};

test('every price has a date and a source', async () => {
  for (const prices of Object.values((await readPrices()).regions)) {
    for (const [name, price] of Object.entries(prices)) {
      assert.ok(price.price > 0, name);
      assert.match(price.date, /^\d{4}-\d{2}-\d{2}$/, name);
      assert.match(price.source, /^https:\/\/aws\.amazon\.com\/.*pricing/, name);
    }
  }
});

test('the total is the sum of the lines, without what is paid elsewhere', async () => {
  const { lines, total } = await estimateOf({ traffic: { ...QUIET, changesPerSecond: 1000, edges: 10 } });
  assert.equal(total.toFixed(6), lines.reduce((sum, line) => sum + line.dollars, 0).toFixed(6));
});

test('another KPU costs its hours and its storage', async () => {
  const difference = (await estimateOf({ kpus: 2 })).total - (await estimateOf({ kpus: 1 })).total;
  assert.equal(difference.toFixed(2), '85.30');
});

test('an edge costs the writes of each five seconds, in the table and its index, and its rows and roll-ups', async () => {
  const difference = (await estimateOf({ traffic: { ...QUIET, edges: 1 } })).total - (await estimateOf({})).total;
  const writes = (12 * 60 + 13) * 730 * 2 * (0.625 / 1e6);
  const rows = (((1440 * 30 + 288 * 90 + 24 * 400) * 1024) / 1e9) * (2 * 0.25 + 0.2);
  assert.equal(difference.toFixed(6), (writes + rows).toFixed(6));
});

test('an alarm on a formula is paid for each of its metrics', () => {
  const alarm = (Properties: Record<string, unknown>) => ({ Type: 'AWS::CloudWatch::Alarm', Properties });
  const formula = alarm({ Metrics: [{ Expression: 'a + b' }, { MetricStat: {} }, { MetricStat: {} }] });
  assert.equal(workloadOf([['One', alarm({ MetricName: 'downtime' })], ['Two', formula]], 1, QUIET).alarmMetrics, 3);
});

test('a region without prices has no estimate', async () => {
  assert.equal(estimate(SMALL, await readPrices(), 'eu-central-1'), undefined);
});
