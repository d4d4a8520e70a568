package io.flowlens.ingest.decode;

import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.schemas.DeadLetterReason;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates gzip records (RFC 1952), and checks their length and checksum. */
final class Gunzip implements AutoCloseable {
  private static final int HEADER = 10;
  private static final int TRAILER = 8;
  private static final int HAS_HEADER_CRC = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final Inflated inflated;

  /** Inflates into this buffer. */
  Gunzip(Inflated inflated) {
    this.inflated = inflated;
  }

  static boolean looksLikeGzip(byte[] data) {
    return data.length >= 2 && (data[0] & 0xff) == 0x1f && (data[1] & 0xff) == 0x8b;
  }

  /**
   * Inflates all members of the record.
   *
   * @throws Unusable with {@code bad-gzip} or {@code too-large}
   */
  void inflate(byte[] data) throws Unusable {
    inflated.clear();
    int at = 0;
    do {
      at = inflateMember(data, at);
    } while (at + 2 <= data.length && data[at] == 0x1f && (data[at + 1] & 0xff) == 0x8b);
    if (at != data.length) {
      throw bad("other bytes follow its end");
    }
  }

  private int inflateMember(byte[] data, int start) throws Unusable {
    int at = skipHeader(data, start);
    int from = inflated.length();
    int end;
    try {
      end = inflated.add(inflater, data, at);
    } catch (DataFormatException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
    checkTrailer(data, end, from);
    return end + TRAILER;
  }

  private void checkTrailer(byte[] data, int end, int from) throws Unusable {
    if (end + TRAILER > data.length) {
      throw bad("its checksum is cut off");
    }
    crc.reset();
    crc.update(inflated.bytes(), from, inflated.length() - from);
    if ((int) crc.getValue() != littleEndian(data, end)
        || inflated.length() - from != littleEndian(data, end + 4)) {
      throw bad("its checksum does not match its content");
    }
  }

  private static int skipHeader(byte[] data, int start) throws Unusable {
    if (data.length - start < HEADER + TRAILER || data[start + 2] != 8) {
      throw bad("its header is broken");
    }
    int flags = data[start + 3];
    int at = start + HEADER;
    if ((flags & HAS_EXTRA) != 0 && at + 2 <= data.length) {
      at += 2 + ((data[at] & 0xff) | (data[at + 1] & 0xff) << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      at = afterZero(data, at);
    }
    if ((flags & HAS_COMMENT) != 0) {
      at = afterZero(data, at);
    }
    if ((flags & HAS_HEADER_CRC) != 0) {
      at += 2;
    }
    if (at > data.length) {
      throw bad("its header is cut off");
    }
    return at;
  }

  private static int afterZero(byte[] data, int start) {
    int at = start;
    while (at < data.length && data[at] != 0) {
      at++;
    }
    return at + 1;
  }

  private static int littleEndian(byte[] data, int at) {
    return (data[at] & 0xff)
        | (data[at + 1] & 0xff) << 8
        | (data[at + 2] & 0xff) << 16
        | (data[at + 3] & 0xff) << 24;
  }

  private static Unusable bad(String why) {
    return new Unusable(DeadLetterReason.BAD_GZIP, "The record is not whole gzip: " + why + ".");
  }

  @Override
  public void close() {
    inflater.end();
  }
}
