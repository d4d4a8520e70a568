package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates zlib records (RFC 1950); the inflater checks their checksum. */
final class Unzlib implements AutoCloseable {
  /** Deflate with a window of 32 KiB, as every library writes it. */
  private static final int METHOD = 0x78;

  private static final int NEEDS_DICTIONARY = 0x20;

  private final Inflater inflater = new Inflater();
  private final Inflated inflated;

  /** Inflates into this buffer. */
  Unzlib(Inflated inflated) {
    this.inflated = inflated;
  }

  static boolean looksLikeZlib(byte[] data) {
    return data.length >= 2
        && data[0] == METHOD
        && (data[1] & NEEDS_DICTIONARY) == 0
        && (METHOD << 8 | (data[1] & 0xff)) % 31 == 0;
  }

  /**
   * Inflates a record.
   *
   * @throws Unusable with {@code bad-gzip} or {@code too-large}
   */
  void inflate(byte[] data) throws Unusable {
    inflated.clear();
    int end;
    try {
      end = inflated.add(inflater, data, 0);
    } catch (DataFormatException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
    if (end != data.length) {
      throw bad("other bytes follow its end");
    }
  }

  private static Unusable bad(String why) {
    return new Unusable(DeadLetterReason.BAD_GZIP, "The record is not whole zlib: " + why + ".");
  }

  @Override
  public void close() {
    inflater.end();
  }
}
