package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;

/**
 * The buffers of compressed bytes that carry each other: one for each depth, because what carries
 * is still being read. All that one record holds may inflate to the same limit together.
 */
final class Layers implements AutoCloseable {
  /** A log batch, in it a line that carries a request, and one more. */
  private static final int DEEPEST = 3;

  private final int limit;
  private final List<Inflation> layers = new ArrayList<>();
  private long inflated;

  Layers(int limit) {
    this.limit = limit;
  }

  /** Begins a record. */
  void begin() {
    inflated = 0;
  }

  /**
   * Inflates bytes that so many payloads carry.
   *
   * @return the buffer; null where the bytes are not compressed
   * @throws Unusable if they are broken, carried too deep, or if the record inflates to too much
   */
  Inflation inflate(byte[] data, int depth) throws Unusable {
    if (depth > DEEPEST) {
      throw new Unusable(
          DeadLetterReason.TOO_DEEP,
          "Payloads carry each other deeper than " + DEEPEST + " levels.");
    }
    while (layers.size() <= depth) {
      layers.add(new Inflation(limit));
    }
    Inflation layer = layers.get(depth);
    if (!layer.inflate(data)) {
      return null;
    }
    inflated += layer.length();
    if (inflated > limit) {
      throw new Unusable(
          DeadLetterReason.TOO_LARGE, "The record inflates to more than " + limit + " bytes.");
    }
    return layer;
  }

  @Override
  public void close() {
    layers.forEach(Inflation::close);
  }
}
