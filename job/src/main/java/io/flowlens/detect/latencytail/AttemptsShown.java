package io.flowlens.detect.latencytail;

import io.flowlens.model.Exposure;

/** Whether an edge's source shows the attempts of calls that succeed. */
final class AttemptsShown {
  private AttemptsShown() {}

  /** It does where slow calls show retries that did not fail: failed ones show them nearly always. */
  static boolean by(Tail tail) {
    return tail.slow(Exposure.RETRIED) > tail.failed();
  }
}
