package io.flowlens.detect.coldcachespike;

/** What a call may have been exposed to. The order is that of {@link ExposureCounts}' counters. */
enum CallExposure {
  /** Its instance had paused for five minutes or more. */
  PAUSED_300_SECONDS(300_000),
  /** Its instance had paused for one minute to five. */
  PAUSED_60_SECONDS(60_000),
  /** Its instance had paused for 30 to 60 seconds. */
  PAUSED_30_SECONDS(30_000),
  /** Its instance had paused for 20 to 30 seconds. */
  PAUSED_20_SECONDS(20_000),
  /** Its instance had paused for 10 to 20 seconds. */
  PAUSED_10_SECONDS(10_000),
  /** Its instance had paused for 5 to 10 seconds; seen where a pane ended meanwhile. */
  PAUSED_5_SECONDS(5_000),
  /** Its instance had not called before, as far as is remembered. */
  NEW_INSTANCE(0),
  /** Its instance was new or had paused for a minute or more; which of them is not remembered. */
  UNSEEN_60_SECONDS(0),
  /** Its instance had just called: it was exposed to none of these. One a pane is counted. */
  WARM(0),
  /** The callee had just been started. */
  STARTED(0),
  /** It took more than one attempt. */
  RETRIED(0),
  /** It carried many items. */
  MANY_ITEMS(0),
  /** Its key had not been called for five minutes or more, as far as is remembered. */
  COLD_KEY(0),
  /** Its key had been called since. One a pane is counted. */
  WARM_KEY(0),
  /** Its operation may carry many items; none that was left out for that. */
  BULK(0),
  /** The same, of those that were left out. */
  BULK_LEFT_OUT(0),
  /** Not a call but an instance that called in a pane; slow where not all of them are known. */
  ALIVE(0),
  /** Not a call but an item, where calls say how many they carried. */
  ITEM(0);

  /** The shortest pause, in milliseconds; 0 where it is not about pauses. */
  final long pauseMillis;

  CallExposure(long pauseMillis) {
    this.pauseMillis = pauseMillis;
  }

  /** The cause that a pause of this length stands for; the pause is at least five seconds. */
  static CallExposure ofPause(long millis) {
    for (CallExposure cause : values()) {
      if (cause.pauseMillis > 0 && millis >= cause.pauseMillis) {
        return cause;
      }
    }
    throw new IllegalArgumentException("no pause: " + millis + " ms");
  }
}
