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
public final class LatencySketch {
  private static final int SUB_BITS = 6;
  private static final int SUB = 1 << SUB_BITS;
  private static final int MAX_BUCKET = bucketOf((1L << 37) - 1);

  /** Index of the bucket in {@code counts[0]}. */
  private int offset;

  private long[] counts = new long[0];
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

  /** Adds all that the other sketch holds; the other is left as it is. */
  public void merge(LatencySketch other) {
    if (other.count == 0) {
      return;
    }
    ensure(other.offset, other.offset + other.counts.length - 1);
    for (int i = 0; i < other.counts.length; i++) {
      counts[other.offset - offset + i] += other.counts[i];
    }
    count += other.count;
    sumMicros += other.sumMicros;
    maxMicros = Math.max(maxMicros, other.maxMicros);
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
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(middleOf(offset + i), (double) maxMicros) / 1000.0;
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
    for (int i = firstAbove(millis); i < counts.length; i++) {
      above += counts[i];
    }
    return above;
  }

  /** The sum in microseconds, within 0.79 %, of those that {@link #countAbove} counts. */
  public long microsAbove(double millis) {
    double sum = 0;
    for (int i = firstAbove(millis); i < counts.length; i++) {
      sum += counts[i] * middleOf(offset + i);
    }
    return Math.round(sum);
  }

  private int firstAbove(double millis) {
    long micros = Math.max(0, Math.round(1000 * millis));
    return Math.max(0, Math.min(bucketOf(micros), MAX_BUCKET) + 1 - offset);
  }

  /** A copy that shares nothing with this one. */
  public LatencySketch copy() {
    LatencySketch copy = new LatencySketch();
    copy.merge(this);
    return copy;
  }

  /** Writes count, sum, maximum and the filled buckets, each as its distance and its count. */
  void write(DataOutputView out) throws IOException {
    CompactSerializer.writeCount(out, count);
    if (count == 0) {
      return;
    }
    CompactSerializer.writeCount(out, sumMicros);
    CompactSerializer.writeCount(out, maxMicros);
    int filled = 0;
    for (long n : counts) {
      filled += n == 0 ? 0 : 1;
    }
    CompactSerializer.writeCount(out, filled);
    int previous = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0) {
        CompactSerializer.writeCount(out, offset + i - previous);
        CompactSerializer.writeCount(out, counts[i]);
        previous = offset + i;
      }
    }
  }

  /** Adds what {@link #write} wrote. */
  void read(DataInputView in) throws IOException {
    long total = CompactSerializer.readCount(in);
    if (total == 0) {
      return;
    }
    count += total;
    sumMicros += CompactSerializer.readCount(in);
    maxMicros = Math.max(maxMicros, CompactSerializer.readCount(in));
    int bucket = 0;
    for (long left = CompactSerializer.readCount(in); left > 0; left--) {
      bucket += (int) CompactSerializer.readCount(in);
      addToBucket(bucket, CompactSerializer.readCount(in));
    }
  }

  private void addToBucket(int bucket, long n) {
    ensure(bucket, bucket);
    counts[bucket - offset] += n;
  }

  private void ensure(int first, int last) {
    if (counts.length == 0) {
      offset = first;
      counts = new long[last - first + 1];
    } else if (first < offset || last >= offset + counts.length) {
      int from = Math.min(first, offset);
      int to = Math.max(last, offset + counts.length - 1);
      long[] grown = new long[to - from + 1];
      System.arraycopy(counts, 0, grown, offset - from, counts.length);
      offset = from;
      counts = grown;
    }
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
        && offset == that.offset
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(count) * 31 + Long.hashCode(sumMicros);
  }
}
