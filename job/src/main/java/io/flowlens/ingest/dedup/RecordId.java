package io.flowlens.ingest.dedup;

import java.util.zip.CRC32;
import org.apache.commons.codec.digest.MurmurHash3;

/** A record's identity: 128 bits hashed from its bytes. Two records with equal bytes are one. */
public final class RecordId {
  /**
   * Into so many buckets records are divided. More cost memory for each bucket; fewer make large
   * ones, which a state backend on disk reads and writes as a whole.
   */
  static final int BUCKETS = 1 << 17;

  final long high;
  final long low;

  private RecordId(long high, long low) {
    this.high = high;
    this.low = low;
  }

  /** The id of these bytes; null counts as no bytes. */
  public static RecordId of(byte[] data) {
    long[] hash = MurmurHash3.hash128x64(data == null ? new byte[0] : data);
    return new RecordId(hash[0], hash[1]);
  }

  /** The bucket of these bytes: the same for equal ones. */
  public static int bucket(byte[] data) {
    CRC32 crc = new CRC32();
    if (data != null) {
      crc.update(data);
    }
    return (int) crc.getValue() & (BUCKETS - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordId
        && high == ((RecordId) other).high
        && low == ((RecordId) other).low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
