package io.flowlens.replay.languages;

/** What the spans of a language do not show. */
enum Unseen {
  /** The first attempts were throttled and the last one succeeded: they count as {@code other}. */
  CAUSE_OF_THROTTLED_ATTEMPTS_BEFORE_A_SUCCESS,

  /** The same for server errors and timeouts. */
  CAUSE_OF_BROKEN_ATTEMPTS_BEFORE_A_SUCCESS,

  /** Attempts that had no answer before one that succeeded are not even counted. */
  TIMEOUTS_BEFORE_A_SUCCESS,

  /** A call whose last attempt had no answer counts as one attempt. */
  ATTEMPTS_OF_A_CALL_THAT_TIMED_OUT
}
