/** What the server sends; names and units are those of the outside contract. */

export type NodeKind =
  | "client"
  | "service"
  | "function"
  | "table"
  | "index"
  | "change-stream"
  | "stream"
  | "bus"
  | "topic"
  | "queue"
  | "cache"
  | "unknown";

export interface GraphNode {
  id: string;
  kind: NodeKind;
  account: string;
  region: string;
  name: string;
}

/** How often per second each thing happened during the last sixty seconds. */
export interface Rates {
  calls: number;
  attempts: number;
  failed: number;
  throttled: number;
  conflict: number;
  conditional: number;
  timeout: number;
  server: number;
  client: number;
  other: number;
  readUnits: number;
  writeUnits: number;
  wastedWriteUnits: number;
  strongReads: number;
  eventualReads: number;
}

export interface Latency {
  count: number;
  mean: number;
  p50: number;
  p90: number;
  p99: number;
  p999: number;
  max: number;
}

export interface Completeness {
  sampled?: number;
  unpaired?: number;
  late?: number;
  folded?: number;
}

export interface GraphEdge {
  id: string;
  from: string;
  to: string;
  access: string;
  crossRegion: boolean;
  windowStart: string;
  final: boolean;
  /** When the edge's rows last grew, epoch milliseconds. */
  grewAt: number;
  perSecond: Rates;
  /** Of one minute, the one that starts at windowStart; absent when unknown. */
  latencyMs?: { p50: number; p99: number; windowStart: string };
}

export interface Measure {
  name: string;
  unit: string;
  observed: number;
  expected?: number | null;
  threshold?: number | null;
  /** On which side of the threshold the bad values are; above where it is absent. */
  bad?: "above" | "below";
  samples?: number;
}

export interface EvidenceItem {
  traceId?: string;
  requestId?: string;
  eventId?: string;
  shardId?: string;
  sequence?: string;
  at?: string;
  note?: string;
}

export interface Recommendation {
  action: string;
  where?: string;
  why?: string;
}

export type Severity = "info" | "warning" | "critical";

export interface Anomaly {
  id: string;
  type: string;
  revision: number;
  status: "open" | "updated" | "resolved" | "retracted";
  severity: Severity;
  confidence: number;
  startedAt: string;
  detectedAt: string;
  updatedAt: string;
  resolvedAt?: string | null;
  /** Of a root that is a node, the node's id. */
  rootEdgeId: string;
  pathEdgeIds: string[];
  summary: string;
  findings?: string[];
  measures?: Measure[];
  evidence?: EvidenceItem[];
  counterEvidence?: string[];
  recommendations?: Recommendation[];
  parentId?: string | null;
  /** Why nobody is called for it; absent when it is not muted. */
  muted?: { reason: string; until?: string | null } | null;
}

export interface Health {
  now: number;
  /** Whether the server has read the table and the stream once since it started. */
  ready: boolean;
  /** When the job's heartbeat last changed, epoch milliseconds; absent if there never was one. */
  heartbeatAt?: number;
  /** Event time up to which the detectors have judged, ISO-8601. */
  judgedUntil?: string;
  edges: number;
  nodes: number;
  newestWindow?: number;
  newestEventAt?: number;
  newestChangeAt?: number;
  anomalies: number;
  openAnomalies: number;
  unreadableRows: number;
  unreadableAnomalies: number;
  tableTrouble: string | null;
  streamTrouble: string | null;
}

/** The first event of a connection: everything. */
export interface Snapshot {
  nodes: GraphNode[];
  edges: GraphEdge[];
  anomalies: Anomaly[];
  health: Health;
  lab: boolean;
}

/** Every later event: what changed. */
export interface Change {
  nodes?: GraphNode[];
  edges?: GraphEdge[];
  anomalies?: Anomaly[];
  health: Health;
}

export interface Exemplar {
  traceId?: string;
  requestId?: string;
  latencyMs?: number;
  outcome?: string;
  at?: string;
}

/** One minute of one edge as it is in the table. */
export interface Row {
  windowStart: string;
  windowSeconds: number;
  final: boolean;
  calls: number;
  attempts: number;
  retries: number;
  /** Calls whose source shows how often they were tried; absent in rows of older versions. */
  attemptsShown?: number;
  failed: number;
  errors?: Record<string, number>;
  operations?: Record<string, number>;
  latencyMs?: Latency;
  exemplars?: Exemplar[];
  complete?: Completeness;
  readUnits?: number;
  writeUnits?: number;
  wastedWriteUnits?: number;
  /** Where the attempts to write went; absent where all were useful. */
  ledger?: Ledger;
}

/** Attempts by what became of them; they exclude each other. */
export interface Ledger {
  useful: number;
  throttled: number;
  failedConditions: number;
  conflicts: number;
  replicatedConflicts: number;
  cancelledByCondition: number;
  cancelledByConflict: number;
  cancelledByThrottling: number;
  cancelledByOtherTable: number;
  cancelledUnexplained: number;
  duplicates: number;
  unknown: number;
  rejected: number;
  units: {
    usefulMeasured: number;
    failedMeasured: number;
    useful: number;
    failedConditions: number;
    conflicts: number;
    cancelled: number;
    duplicates: number;
    other: number;
  };
}

export interface History {
  id: string;
  from: string;
  to: string;
  rows: Row[];
}

export interface Fault {
  name: string;
  description?: string;
  on: boolean;
}
