package io.flowlens.ingest;

import org.apache.commons.codec.digest.MurmurHash3;

/** A record's identity: 128 bits hashed from its bytes. Two records with equal bytes are one. */
public final class RecordId {
  public long high;
  public long low;

  /** For Flink. */
  public RecordId() {}

  /** The id of these bytes; null counts as no bytes. */
  public static RecordId of(byte[] data) {
    long[] hash = MurmurHash3.hash128x64(data == null ? new byte[0] : data);
    RecordId id = new RecordId();
    id.high = hash[0];
    id.low = hash[1];
    return id;
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
