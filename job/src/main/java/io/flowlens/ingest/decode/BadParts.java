package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Unusable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The parts of a record that could not be used. They become dead letters of their own, one for each
 * reason, so that a replay counts no good part twice.
 */
final class BadParts {
  private final String what;
  private final Map<String, List<byte[]>> bad = new TreeMap<>();
  private final Map<String, String> details = new TreeMap<>();
  private int parts;

  /**
   * None yet.
   *
   * @param what the parts in words, such as {@code texts in the record}
   */
  BadParts(String what) {
    this.what = what;
  }

  /** Decodes a part. */
  interface Decoder {
    void decode() throws Unusable;
  }

  /** Decodes one part, and remembers it where it cannot be used. */
  void decode(byte[] part, Decoder decoder) {
    parts++;
    try {
      decoder.decode();
    } catch (Unusable e) {
      bad.computeIfAbsent(e.reason(), reason -> new ArrayList<>()).add(part);
      details.putIfAbsent(e.reason(), "number " + parts + ": " + e.getMessage());
    }
  }

  /**
   * Emits the dead letters.
   *
   * @param join makes a record of parts
   * @throws Unusable if no part could be used, all for one reason: then the record is one dead
   *     letter
   */
  void emit(Function<List<byte[]>, byte[]> join, Events events) throws Unusable {
    for (Map.Entry<String, List<byte[]>> entry : bad.entrySet()) {
      int n = entry.getValue().size();
      String detail =
          n + " of the " + parts + ' ' + what + " cannot be used; " + details.get(entry.getKey());
      if (n == parts) {
        throw new Unusable(entry.getKey(), detail);
      }
      events.unusable(entry.getKey(), detail, join.apply(entry.getValue()));
    }
  }
}
