package io.flowlens.ingest.dedup;

import java.nio.charset.StandardCharsets;

/** State of the deduplication for tests in other packages. */
public final class DeduplicateStates {
  private DeduplicateStates() {}

  /** A bucket of two records. */
  public static KnownRecords known(long until) {
    KnownRecords known = new KnownRecords();
    known.put(RecordId.of("a record".getBytes(StandardCharsets.UTF_8)), until);
    known.put(RecordId.of("another".getBytes(StandardCharsets.UTF_8)), until - 60_000);
    known.timer = until;
    return known;
  }
}
