package io.flowlens.model;

/** One thing that a person can look up to check an anomaly; the ids that do not apply are null. */
public final class EvidenceItem {
  public String traceId;
  public String requestId;
  public String eventId;
  public String shardId;
  public String sequence;

  /** Epoch milliseconds. */
  public long at;

  /** What it shows. */
  public String note;

  /** For Flink. */
  public EvidenceItem() {}
}
