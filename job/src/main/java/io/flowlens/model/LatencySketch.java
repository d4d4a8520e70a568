package io.flowlens.model;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Counts of durations in log-linear buckets: 64 linear buckets in each octave of microseconds, so
 * that any quantile is within 1/128 (0.79 %) of a true value of that rank.
 *
 * <p>Everything is integers and merging only adds, so the result does not depend on the order of
 * merging. Range: 0 µs to about 1.6 days; longer durations count in the last bucket (their exact
 * maximum is kept).
 */
public final class LatencySketch implements Mergeable<LatencySketch> {
  /** Receives a duration in milliseconds, and how many calls took so long. */
  @FunctionalInterface
  public interface DurationCount {
    /** Takes one duration. */
    void accept(double millis, long count);
  }

  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;
  private static final int MAX_BUCKET = bucketOf((1L << 37) - 1);
  private static final int FEWEST = 4;

  /** Stands where the number of filled buckets stood, which is never 0. */
  private static final int IN_BITS = 0;

  private static final short[] NO_BUCKETS = {};
  private static final long[] NO_COUNTS = {};

  /** The buckets that hold any, ascending: mostly few, so that a sketch takes little memory. */
  private short[] buckets = NO_BUCKETS;

  /** What each of them holds. */
  private long[] counts = NO_COUNTS;

  private int filled;
  private long count;
  private long sumMicros;
  private long maxMicros;

  /** Adds one duration in microseconds; negative ones count as 0. */
  public void add(long micros) {
    long value = Math.max(0, micros);
    addToBucket(Math.min(bucketOf(value), MAX_BUCKET), 1);
    count++;
    sumMicros += value;
    maxMicros = Math.max(maxMicros, value);
  }

  @Override
  public void merge(LatencySketch other) {
    if (other.count == 0) {
      return;
    }
    mergeBuckets(other);
    count += other.count;
    sumMicros += other.sumMicros;
    maxMicros = Math.max(maxMicros, other.maxMicros);
  }

  @Override
  public boolean isEmpty() {
    return count == 0;
  }

  public long count() {
    return count;
  }

  /** The exact sum in microseconds. */
  public long sumMicros() {
    return sumMicros;
  }

  /** The exact maximum in microseconds; 0 when empty. */
  public long maxMicros() {
    return maxMicros;
  }

  /** The exact mean in milliseconds; NaN when empty. */
  public double meanMillis() {
    return count == 0 ? Double.NaN : sumMicros / 1000.0 / count;
  }

  /**
   * The duration in milliseconds at this quantile (nearest rank), within 0.79 % of the true one;
   * NaN when empty.
   *
   * @param quantile 0 to 1
   */
  public double quantileMillis(double quantile) {
    if (count == 0) {
      return Double.NaN;
    }
    long rank = Math.max(1, (long) Math.ceil(quantile * count));
    long seen = 0;
    for (int i = 0; i < filled; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(middleOf(buckets[i]), (double) maxMicros) / 1000.0;
      }
    }
    return maxMicros / 1000.0;
  }

  /**
   * How many durations are longer than this. Those in the same bucket as {@code millis} (within 1.6
   * % of it) do not count.
   */
  public long countAbove(double millis) {
    long above = 0;
    for (int i = firstAbove(millis); i < filled; i++) {
      above += counts[i];
    }
    return above;
  }

  /** The sum in microseconds, within 0.79 %, of those that {@link #countAbove} counts. */
  public long microsAbove(double millis) {
    double sum = 0;
    for (int i = firstAbove(millis); i < filled; i++) {
      sum += counts[i] * middleOf(buckets[i]);
    }
    return Math.round(sum);
  }

  /**
   * Shows the durations that {@link #countAbove} counts, ascending: each within 0.79 %, with how
   * many there are of it.
   */
  public void forEachAbove(double millis, DurationCount action) {
    for (int i = firstAbove(millis); i < filled; i++) {
      action.accept(middleOf(buckets[i]) / 1000.0, counts[i]);
    }
  }

  /** The place of the first filled bucket above this duration's own. */
  private int firstAbove(double millis) {
    long micros = Math.max(0, Math.round(1000 * millis));
    int own = Math.min(bucketOf(micros), MAX_BUCKET);
    int at = Arrays.binarySearch(buckets, 0, filled, (short) own);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** A copy that shares nothing with this one. */
  public LatencySketch copy() {
    LatencySketch copy = new LatencySketch();
    copy.merge(this);
    return copy;
  }

  /** Writes count, sum and maximum, then of each filled bucket its distance and its count. */
  @Override
  public void write(DataOutputView out, long about) throws IOException {
    CompactSerializer.writeCount(out, count);
    if (count == 0) {
      return;
    }
    CompactSerializer.writeCount(out, sumMicros);
    CompactSerializer.writeCount(out, maxMicros);
    out.writeByte(IN_BITS);
    CompactSerializer.writeCount(out, filled);
    BitOutput bits = new BitOutput(out);
    int before = -1;
    for (int i = 0; i < filled; i++) {
      bits.write((long) buckets[i] - before);
      bits.write(counts[i]);
      before = buckets[i];
    }
    bits.end();
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    long total = CompactSerializer.readCount(in);
    if (total == 0) {
      return;
    }
    count += total;
    sumMicros += CompactSerializer.readCount(in);
    maxMicros = Math.max(maxMicros, CompactSerializer.readCount(in));
    int left = (int) CompactSerializer.readCount(in);
    if (left == IN_BITS) {
      readBits(in);
    } else {
      readBytes(left, in);
    }
  }

  private void readBits(DataInputView in) throws IOException {
    int left = (int) CompactSerializer.readCount(in);
    grow(Math.max(FEWEST, filled + left));
    BitInput bits = new BitInput(in);
    for (int bucket = -1; left > 0; left--) {
      bucket += (int) bits.read();
      addToBucket(bucket, bits.read());
    }
  }

  /** Of panes up to version 4: a byte for most buckets, half for the distance, half the count. */
  private void readBytes(int buckets, DataInputView in) throws IOException {
    grow(Math.max(FEWEST, filled + buckets));
    int bucket = 0;
    for (int left = buckets; left > 0; left--) {
      int head = in.readUnsignedByte();
      bucket += head >>> 4 == 0 ? (int) CompactSerializer.readCount(in) : head >>> 4;
      addToBucket(bucket, (head & 15) == 0 ? CompactSerializer.readCount(in) : head & 15);
    }
  }

  private void addToBucket(int bucket, long n) {
    int at = Arrays.binarySearch(buckets, 0, filled, (short) bucket);
    if (at >= 0) {
      counts[at] += n;
      return;
    }
    int place = -at - 1;
    if (filled == buckets.length) {
      grow(Math.max(FEWEST, filled + (filled >> 1)));
    }
    System.arraycopy(buckets, place, buckets, place + 1, filled - place);
    System.arraycopy(counts, place, counts, place + 1, filled - place);
    buckets[place] = (short) bucket;
    counts[place] = n;
    filled++;
  }

  private void grow(int capacity) {
    buckets = Arrays.copyOf(buckets, capacity);
    counts = Arrays.copyOf(counts, capacity);
  }

  /** Merges from the greatest bucket down, so that nothing is overwritten before it is read. */
  private void mergeBuckets(LatencySketch other) {
    int together = distinct(other);
    if (together > buckets.length) {
      grow(together);
    }
    int own = filled - 1;
    int its = other.filled - 1;
    for (int to = together - 1; its >= 0; to--) {
      int ahead = own < 0 ? -1 : buckets[own] - other.buckets[its];
      buckets[to] = ahead >= 0 ? buckets[own] : other.buckets[its];
      counts[to] = (ahead >= 0 ? counts[own] : 0) + (ahead <= 0 ? other.counts[its] : 0);
      own -= ahead >= 0 ? 1 : 0;
      its -= ahead <= 0 ? 1 : 0;
    }
    filled = together;
  }

  /** How many buckets this or the other sketch has filled. */
  private int distinct(LatencySketch other) {
    int common = 0;
    for (int own = 0, its = 0; own < filled && its < other.filled; ) {
      int ahead = buckets[own] - other.buckets[its];
      common += ahead == 0 ? 1 : 0;
      own += ahead <= 0 ? 1 : 0;
      its += ahead >= 0 ? 1 : 0;
    }
    return filled + other.filled - common;
  }

  private static int bucketOf(long micros) {
    if (micros < 2L * SUB) {
      return (int) micros;
    }
    int shift = 63 - Long.numberOfLeadingZeros(micros) - SUB_BITS;
    return (shift << SUB_BITS) + (int) (micros >>> shift);
  }

  private static double middleOf(int bucket) {
    if (bucket < 2 * SUB) {
      return bucket;
    }
    int shift = (bucket >>> SUB_BITS) - 1;
    long low = (long) (bucket - (shift << SUB_BITS)) << shift;
    return low + ((1L << shift) - 1) / 2.0;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof LatencySketch)) {
      return false;
    }
    LatencySketch that = (LatencySketch) other;
    return count == that.count
        && sumMicros == that.sumMicros
        && maxMicros == that.maxMicros
        && Arrays.equals(buckets, 0, filled, that.buckets, 0, that.filled)
        && Arrays.equals(counts, 0, filled, that.counts, 0, that.filled);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count) * 31 + Long.hashCode(sumMicros);
  }
}
