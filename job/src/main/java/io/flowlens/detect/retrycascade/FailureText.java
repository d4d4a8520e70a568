package io.flowlens.detect.retrycascade;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.ErrorClass;
import io.flowlens.model.Exemplar;

/** How failures and retry chains are put into words. */
final class FailureText {
  private FailureText() {}

  /** The failure as a noun, for "after …". */
  static String failure(ErrorClass errorClass) {
    switch (errorClass) {
      case THROTTLED:
        return "throttling";
      case CONFLICT:
        return "write conflicts";
      case CONDITIONAL:
        return "failed conditions";
      case TIMEOUT:
        return "timeouts";
      case SERVER:
        return "server errors";
      case CLIENT:
        return "rejected requests";
      default:
        return "failures of unknown cause";
    }
  }

  /** For example {@code 4 attempts in 1,530 ms, then ok}. */
  static String chain(Exemplar exemplar) {
    String took =
        exemplar.latencyMicros < 0 ? "" : format(" in %,d ms", exemplar.latencyMicros / 1000);
    String end = "ok".equals(exemplar.outcome) ? "then ok" : "given up as " + exemplar.outcome;
    String attempts = exemplar.attempts == 1 ? "1 attempt" : exemplar.attempts + " attempts";
    return attempts + took + ", " + end;
  }
}
