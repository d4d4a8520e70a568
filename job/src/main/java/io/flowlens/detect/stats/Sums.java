package io.flowlens.detect.stats;

/** A few counts that are bytes at rest: one byte for a small count, none where all are 0. */
public final class Sums {
  private Sums() {}

  /** The counts as bytes; none of them may be negative. */
  public static byte[] packed(PackedForm form, long[] counts) {
    Varints out = form.writer();
    boolean any = false;
    for (long count : counts) {
      out.write(count);
      any |= count != 0;
    }
    return any ? out.toByteArray() : new byte[0];
  }

  /** So many counts as they were packed; those that were added since are 0. */
  public static long[] unpack(PackedForm form, byte[] packed, int n) {
    long[] counts = new long[n];
    Varints in = form.reader(packed);
    for (int i = 0; i < n && in.hasMore(); i++) {
      counts[i] = in.read();
    }
    return counts;
  }
}
