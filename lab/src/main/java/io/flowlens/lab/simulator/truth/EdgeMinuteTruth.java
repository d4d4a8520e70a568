package io.flowlens.lab.simulator.truth;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** What happened on one edge in one minute; units as in flowlens's edge aggregate. */
public final class EdgeMinuteTruth {
  public long calls;
  public long attempts;
  public long ok;
  public long failed;
  public long readMilliUnits;
  public long writeMilliUnits;
  public long bytes;
  public long records;
  public long strongReads;
  public long eventualReads;

  /** Failed attempts by class; classes that did not occur are missing. */
  public final SortedMap<String, Long> errors = new TreeMap<>();

  /** Calls by operation. */
  public final SortedMap<String, Long> operations = new TreeMap<>();

  private long[] latencies = new long[16];
  private int measured;
  private boolean sorted;

  /** Counts one call of this operation. */
  void call(String operation, boolean succeeded, int tries) {
    calls++;
    attempts += tries;
    if (succeeded) {
      ok++;
    } else {
      failed++;
    }
    operations.merge(operation, 1L, Long::sum);
  }

  /** Counts failed attempts of this class. */
  void error(String errorClass, int n) {
    if (n > 0) {
      errors.merge(errorClass, (long) n, Long::sum);
    }
  }

  /** Adds a call's duration. */
  void latency(long micros) {
    if (measured == latencies.length) {
      latencies = Arrays.copyOf(latencies, 2 * measured);
    }
    latencies[measured++] = micros;
    sorted = false;
  }

  /** How many durations there are. */
  public int measured() {
    return measured;
  }

  /**
   * The duration of this rank (nearest rank), exact, in milliseconds; NaN when there is none.
   *
   * @param quantile 0 to 1
   */
  public double quantileMillis(double quantile) {
    if (measured == 0) {
      return Double.NaN;
    }
    if (!sorted) {
      Arrays.sort(latencies, 0, measured);
      sorted = true;
    }
    int rank = (int) Math.max(1, Math.ceil(quantile * measured));
    return latencies[rank - 1] / 1000.0;
  }

  /** The exact mean in milliseconds; NaN when there is no duration. */
  public double meanMillis() {
    return measured == 0
        ? Double.NaN
        : Arrays.stream(latencies, 0, measured).sum() / 1000.0 / measured;
  }
}
