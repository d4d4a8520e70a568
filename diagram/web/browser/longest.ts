import type { Anomaly } from "../src/model.ts";

const TABLE = "table:111122223333:us-east-1:CustomerOrderHistoryProjectionTable_production_v2";
const FUNCTION = "function:111122223333:us-east-1:customer-order-history-projection-updater-production";
const SHARD = "shardId-00000001796039276443-8fc38603";
const SEQUENCE = "49668899999999999999999999999999999999999999999999999999";

/** Anomalies of every type, each with the longest texts that its detector writes. */
export const LONGEST: Anomaly[] = [
  { type: "retry-cascade", where: "WriteProvisionedThroughputThrottleEvents" },
  { type: "replay-loop", where: FUNCTION },
  { type: "cold-cache-spike", where: "aws.dynamodb.connection.maxIdleConnectionTimeoutMilliseconds" },
  { type: "latency-tail", where: "aws.dynamodb.attempt.latency.percentile99.milliseconds" },
  { type: "transactional-churn", where: "TransactionCanceledException.TransactionConflict" },
  { type: "region-mismatch", where: "dynamodb.us-gov-east-1.amazonaws.com" },
].map(({ type, where }) => ({
  id: `longest-${type}`,
  type,
  revision: 7,
  status: "updated",
  severity: "critical",
  confidence: 0.97,
  startedAt: "2026-01-05T10:00:00Z",
  detectedAt: "2026-01-05T10:00:30Z",
  updatedAt: "2026-01-05T10:05:00Z",
  rootEdgeId: `${FUNCTION}|${TABLE}|write`,
  pathEdgeIds: [`${FUNCTION}|${TABLE}|write`, `${TABLE}|stream:111122223333:us-east-1:${"x".repeat(80)}|change`],
  summary: `${FUNCTION} gets records ${SEQUENCE} to ${SEQUENCE} of ${SHARD} again and again.`,
  findings: ["CORRUPTING_REPLAY", "CAUSE_RetryAttemptsExhausted", "CONFIRMED_BY_CLOUDTRAIL", "RETRY_WHEN_NOJITTER"],
  measures: [
    { name: "median-latency-from-eu-west-1-against-us-gov-east-1", unit: "ms", observed: 118.4, expected: 9.1, threshold: 40 },
    { name: `failed-attempts-${where}`, unit: "1", observed: 0.817, samples: 318 },
  ],
  evidence: [
    { shardId: SHARD, sequence: SEQUENCE, at: "2026-01-05T10:00:40Z", note: `delivered 1,204 times to ${FUNCTION}` },
    { traceId: "6a2f00000000000000000000deadbeef", at: "2026-01-05T10:00:41Z", note: "4 attempts, the last throttled" },
  ],
  counterEvidence: [`No other caller of ${TABLE} is throttled.`],
  recommendations: [{ action: `Set ${where}`, where, why: `${where} ${where}` }],
  parentId: null,
}));
