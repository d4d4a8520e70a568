package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Unusable;

/** Inflates what is gzip or zlib into a buffer of its own, which is used again. */
final class Inflation implements AutoCloseable {
  private final Inflated inflated;
  private final Gunzip gunzip;
  private final Unzlib unzlib;

  /** One that inflates to at most so many bytes. */
  Inflation(int limit) {
    inflated = new Inflated(limit);
    gunzip = new Gunzip(inflated);
    unzlib = new Unzlib(inflated);
  }

  /**
   * Inflates these bytes.
   *
   * @return false where they are not compressed
   * @throws Unusable if they are compressed, but broken or too large
   */
  boolean inflate(byte[] data) throws Unusable {
    if (Gunzip.looksLikeGzip(data)) {
      gunzip.inflate(data);
    } else if (Unzlib.looksLikeZlib(data)) {
      unzlib.inflate(data);
    } else {
      return false;
    }
    return true;
  }

  /** What was inflated: the first {@link #length()} bytes of this array, until the next time. */
  byte[] bytes() {
    return inflated.bytes();
  }

  int length() {
    return inflated.length();
  }

  @Override
  public void close() {
    gunzip.close();
    unzlib.close();
  }
}
