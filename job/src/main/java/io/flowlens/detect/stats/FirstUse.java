package io.flowlens.detect.stats;

/** A call that is an instance's first one, or its first after a pause. */
public final class FirstUse {
  /** Shorter pauses are none. Of those shorter than a pane only some are seen: an end in each. */
  static final long PAUSE_MILLIS = 5_000;

  static final long NEVER = Long.MAX_VALUE;

  private final long pauseMillis;
  private final long latencyMicros;

  FirstUse(long pauseMillis, long latencyMicros) {
    this.pauseMillis = pauseMillis;
    this.latencyMicros = latencyMicros;
  }

  /** Whether the instance is new, or has paused for longer than is remembered. */
  public boolean isNew() {
    return pauseMillis == NEVER;
  }

  /** How long ago the instance's call before ended, in milliseconds, to the second. */
  public long pauseMillis() {
    return pauseMillis;
  }

  /** How long the call took. */
  public long latencyMicros() {
    return latencyMicros;
  }
}
