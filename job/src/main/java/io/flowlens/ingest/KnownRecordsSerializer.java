package io.flowlens.ingest;

/**
 * Where the serializer of known records was up to 0.1.0. Savepoints name its snapshot by this
 * class, so the name must stay.
 */
public final class KnownRecordsSerializer {
  private KnownRecordsSerializer() {}

  /** For Flink: stands for the serializer of today, which reads the same form. */
  public static final class Snapshot
      extends io.flowlens.ingest.dedup.KnownRecordsSerializer.Snapshot {}
}
