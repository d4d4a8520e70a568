package io.flowlens.ingest.formats.otlp;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Unusable;
import java.io.IOException;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The spans of a payload that could not be used. They become dead letters that are the payload
 * without its other spans, one for each reason, so that a replay counts no good span twice.
 */
final class BadSpans {
  private final Map<String, BitSet> byReason = new TreeMap<>();
  private final Map<String, String> details = new TreeMap<>();
  private Unusable first;
  private int spans;

  /** Passes a good span. */
  void good() {
    spans++;
  }

  /** How many spans there were, good and bad. */
  int spans() {
    return spans;
  }

  void add(Unusable fault) {
    first = first == null ? fault : first;
    byReason.computeIfAbsent(fault.reason(), reason -> new BitSet()).set(spans);
    details.putIfAbsent(fault.reason(), "span " + (spans + 1) + ": " + fault.getMessage());
    spans++;
  }

  /** Writes a payload again. */
  interface Writer {
    /** The payload without all other spans than these, counted in the order they stand. */
    byte[] only(BitSet positions) throws IOException;
  }

  /**
   * Emits the dead letters.
   *
   * @throws Unusable if no span could be used, for one reason: then the payload itself says it
   */
  void emit(Writer writer, Events events) throws Unusable, IOException {
    if (first != null && byReason.size() == 1 && count(first.reason()) == spans) {
      throw new Unusable(first.reason(), spans == 1 ? first.getMessage() : detail(first.reason()));
    }
    for (Map.Entry<String, BitSet> entry : byReason.entrySet()) {
      events.unusable(entry.getKey(), detail(entry.getKey()), writer.only(entry.getValue()));
    }
  }

  private int count(String reason) {
    return byReason.get(reason).cardinality();
  }

  private String detail(String reason) {
    return count(reason)
        + " of the payload's "
        + spans
        + " spans cannot be used; "
        + details.get(reason);
  }
}
