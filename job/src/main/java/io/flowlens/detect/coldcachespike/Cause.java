package io.flowlens.detect.coldcachespike;

/** What a call may have been exposed to. The order is that of {@link Counts}' counters. */
enum Cause {
  /** Its instance had paused for a minute or more. */
  PAUSED_A_MINUTE(60_000),
  /** Its instance had paused for 30 to 60 seconds. */
  PAUSED_HALF_A_MINUTE(30_000),
  /** Its instance had paused for 10 to 30 seconds. */
  PAUSED_TEN_SECONDS(10_000),
  /** Its instance had not called before, as far as is remembered. */
  NEW_INSTANCE(0),
  /** The callee had just been started. */
  STARTED(0),
  /** It took more than one attempt. */
  RETRIED(0),
  /** It carried many items. */
  MANY_ITEMS(0);

  /** The shortest pause, in milliseconds; 0 where it is not about pauses. */
  final long pauseMillis;

  Cause(long pauseMillis) {
    this.pauseMillis = pauseMillis;
  }

  /** The cause that a pause of this length stands for; the pause is at least ten seconds. */
  static Cause ofPause(long millis) {
    return millis >= PAUSED_A_MINUTE.pauseMillis
        ? PAUSED_A_MINUTE
        : millis >= PAUSED_HALF_A_MINUTE.pauseMillis ? PAUSED_HALF_A_MINUTE : PAUSED_TEN_SECONDS;
  }
}
