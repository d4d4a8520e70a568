package io.flowlens.detect.misledscaling;

/** What is wrong with a change of capacity; of two the first is named. */
enum ActionVerdict {
  /** Throttled calls made the consumption fall, and so the capacity. */
  MISLED_DOWN,
  /** Calls were throttled after it as before. */
  USELESS,
  /** Useful writes alone would not have caused it. */
  MISLED,
  /** Calls had been throttled for minutes. */
  TOO_LATE,
  /** Up and down and up again. */
  FLAPPING,
  /** The load was over before it. */
  PREMATURE;

  /** Whether it goes on as long as calls are throttled. */
  boolean isOfThrottling() {
    return this == MISLED_DOWN || this == USELESS;
  }

  /** Whether somebody should look today. */
  boolean isWarning() {
    return this == MISLED_DOWN || this == USELESS || this == MISLED;
  }
}
