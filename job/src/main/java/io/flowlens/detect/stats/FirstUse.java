package io.flowlens.detect.stats;

import io.flowlens.model.FirstCalls;

/**
 * The first call in a pane of one instance, or of whatever else is followed, and how long there had
 * been none of it before.
 */
public final class FirstUse {
  /**
   * Shorter pauses are ignored. A pause shorter than a pane (10 s) is noticed only where a pane
   * ends within it.
   */
  static final long PAUSE_MILLIS = 5_000;

  static final long NEVER = Long.MAX_VALUE;

  private static final long UNSEEN = NEVER - 1;

  private final long pauseMillis;
  private final FirstCalls.Use call;

  FirstUse(long pauseMillis, FirstCalls.Use call) {
    this.pauseMillis = pauseMillis;
    this.call = call;
  }

  /** The same call, where a new one looks like one that had paused for a minute. */
  FirstUse unseen() {
    return isNew() ? new FirstUse(UNSEEN, call) : this;
  }

  /** Whether it is new, or had paused for longer than is remembered. */
  public boolean isNew() {
    return pauseMillis == NEVER;
  }

  /** Whether it is new or had paused for a minute or more, and it is unknown which. */
  public boolean isUnseen() {
    return pauseMillis == UNSEEN;
  }

  /** Whether there had just been a call. */
  public boolean isWarm() {
    return pauseMillis < PAUSE_MILLIS;
  }

  /** How long ago the call before ended, in milliseconds, to the second. */
  public long pauseMillis() {
    return pauseMillis;
  }

  /** How long the call took. */
  public long latencyMicros() {
    return call.firstLatencyMicros;
  }

  /** When the call began, epoch milliseconds. */
  public long start() {
    return call.firstStart;
  }
}
