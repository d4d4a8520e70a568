package io.flowlens.detect.latencytail;

/** What the detector remembers of one edge. */
public final class LatencyTailState {
  private static final long HOUR_MILLIS = 3_600_000;

  /** {@link io.flowlens.detect.stats.HourOfWeek} of the median duration in microseconds, packed. */
  public byte[] median = new byte[0];

  /** The same of the mean as a multiple of the usual median, in thousandths, packed. */
  public byte[] ratio = new byte[0];

  /** {@link TailCounts} of the last quarter of an hour, packed. */
  public byte[] counts = new byte[0];

  /** {@link WaitHistogram} since the tail began to cost, packed; empty while it does not. */
  public byte[] waits = new byte[0];

  /** The {@link SdkBackoff} that the waits fit; empty while none is certain. */
  public String backoff = "";

  /** By how much better than anything else, as the logarithm of odds. */
  public double margin;

  /** How many slow calls it was judged by. */
  public long fitted;

  /** When the tail began, epoch milliseconds; 0 while there is none. */
  public long since;

  /** {@link Tail} since then, packed; empty while there is none. */
  public byte[] totals = new byte[0];

  /** {@link Tail} since the last bad minute, packed: part of it only if another bad one follows. */
  public byte[] fading = new byte[0];

  /** When the edge's source last showed the attempts of a call, epoch milliseconds; 0 if never. */
  public long attemptsShownAt;

  /** For Flink. */
  public LatencyTailState() {}

  /** Whether there is a tail. */
  boolean isActive() {
    return since != 0;
  }

  /** Whether the edge's source shows attempts: it did in the hour before this time. */
  boolean showsAttempts(long time) {
    return attemptsShownAt != 0 && time - attemptsShownAt < HOUR_MILLIS;
  }

  /** The backoff that is certain; null while none is. */
  SdkBackoff backoff() {
    return backoff.isEmpty() ? null : SdkBackoff.valueOf(backoff);
  }
}
