package io.flowlens.detect.latencytail;

import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.Varints;
import io.flowlens.model.LatencySketch;
import java.util.Arrays;

/**
 * How much longer than usual slow calls took: counts in eight steps to the octave, from 16 ms to
 * 8.2 s. What is beyond that is counted, but has no step.
 */
final class WaitHistogram {
  /** Steps. */
  static final int STEPS = 72;

  private static final PackedForm FORM = new PackedForm("latency-tail waits", 1);
  private static final double SHORTEST = 16;
  private static final double PER_OCTAVE = 8;

  /** From so many on all counts are halved, so that what is new weighs more. */
  private static final long MANY = 20_000;

  private static final double[] EDGES = edges();

  private final long[] counts = new long[STEPS];
  private long beyond;

  private static double[] edges() {
    double[] edges = new double[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      edges[i] = SHORTEST * StrictMath.pow(2, i / PER_OCTAVE);
    }
    return edges;
  }

  /** Where a step begins, in milliseconds; the last one ends at {@code edge(STEPS)}. */
  static double edge(int step) {
    return EDGES[step];
  }

  /** The first step that begins at this wait or after it. */
  static int stepFrom(double millis) {
    int at = Arrays.binarySearch(EDGES, millis);
    return Math.min(STEPS, at >= 0 ? at : -at - 1);
  }

  /** The counts as they were packed; none when that is empty. */
  static WaitHistogram unpack(byte[] packed) {
    WaitHistogram waits = new WaitHistogram();
    if (packed.length > 0) {
      Varints in = FORM.reader(packed);
      waits.beyond = in.read();
      for (int step = 0; in.hasMore(); ) {
        step += (int) in.read();
        waits.counts[step] = in.read();
      }
    }
    return waits;
  }

  /** Everything as bytes, for the detector's state. */
  byte[] packed() {
    Varints out = FORM.writer();
    out.write(beyond);
    int before = 0;
    for (int step = 0; step < STEPS; step++) {
      if (counts[step] > 0) {
        out.write((long) step - before);
        out.write(counts[step]);
        before = step;
      }
    }
    return out.toByteArray();
  }

  /** Counts the calls that took longer than {@code from}, by how much longer than {@code usual}. */
  void add(LatencySketch latency, double from, double usual) {
    latency.forEachAbove(from, (millis, n) -> add(millis - usual, n));
    if (total() > MANY) {
      beyond /= 2;
      Arrays.setAll(counts, step -> counts[step] / 2);
    }
  }

  /** Counts calls that took so much longer than usual. */
  void add(double millis, long n) {
    int step = stepFrom(Math.nextUp(millis)) - 1;
    if (millis >= EDGES[STEPS]) {
      beyond += n;
    } else if (step >= 0) {
      counts[step] += n;
    }
  }

  /** Calls that waited as long as this step says. */
  long count(int step) {
    return counts[step];
  }

  /** All calls. */
  long total() {
    return beyond + Arrays.stream(counts).sum();
  }
}
