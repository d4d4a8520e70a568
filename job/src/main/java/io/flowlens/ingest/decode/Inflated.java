package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * What a record inflates to, in a buffer that is used again, up to a limit. The inflaters are used
 * again too, because a new one for each record costs more than the inflating.
 */
final class Inflated {
  private final int limit;
  private byte[] buffer = new byte[1 << 18];
  private int length;

  Inflated(int limit) {
    this.limit = limit;
  }

  /** The inflated bytes: the first {@link #length()} of this array, until it is cleared. */
  byte[] bytes() {
    return buffer;
  }

  /** How many bytes were inflated. */
  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /**
   * Adds what one stream in these bytes inflates to.
   *
   * @return where the stream ends
   * @throws DataFormatException if it is none, or it ends in the middle
   * @throws Unusable with {@code too-large}
   */
  int add(Inflater inflater, byte[] data, int from) throws DataFormatException, Unusable {
    inflater.reset();
    inflater.setInput(data, from, data.length - from);
    while (!inflater.finished()) {
      makeRoom();
      int n = inflater.inflate(buffer, length, buffer.length - length);
      length += n;
      if (length > limit) {
        throw new Unusable(
            DeadLetterReason.TOO_LARGE, "The record inflates to more than " + limit + " bytes.");
      }
      if (n == 0 && !inflater.finished() && (inflater.needsInput() || inflater.needsDictionary())) {
        throw new DataFormatException("it ends in the middle");
      }
    }
    return data.length - inflater.getRemaining();
  }

  private void makeRoom() {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(limit + 1L, buffer.length * 2L));
    }
  }
}
