package io.flowlens.ingest.formats.span;

/**
 * Whether a trace is a sample of the traffic, and of how much, as OpenTelemetry writes it into the
 * trace state: in the member {@code ot}, a threshold {@code th} other than 0 (in older form {@code
 * p} other than 0) says that other traces were left out.
 *
 * <p>The threshold is the share left out, as a hexadecimal fraction: {@code th:c} keeps one trace
 * in four. The older {@code p} is how often the share kept was halved: {@code p:2} does the same.
 */
final class Sampling {
  /** The trace state of a source that leaves traces out and does not say how many. */
  static final String OF_UNKNOWN_SHARE = "ot=th:unknown";

  private static final int DIGITS = 14;

  /** Of one trace in a million; what is rarer says little of the others. */
  private static final int MOST_LEFT_OUT_MILLI = 1_000_000_000;

  private Sampling() {}

  static boolean isSampled(String traceState) {
    return !threshold(traceState).isEmpty();
  }

  /** How many traces were left out for this one, in thousandths; 0 where that is not known. */
  static int leftOutMilli(String traceState) {
    double kept = kept(threshold(traceState));
    return kept > 0
        ? (int) Math.min(MOST_LEFT_OUT_MILLI, Math.round(1_000 * (1 - kept) / kept))
        : 0;
  }

  /** The field that says that traces were left out; empty when there is none. */
  private static String threshold(String traceState) {
    if (traceState == null || traceState.isEmpty()) {
      return "";
    }
    for (String member : traceState.split(",", 32)) {
      String trimmed = member.trim();
      if (trimmed.startsWith("ot=")) {
        return thresholdOf(trimmed.substring(3));
      }
    }
    return "";
  }

  private static String thresholdOf(String fields) {
    for (String field : fields.split(";", 32)) {
      if (field.startsWith("th:") || field.startsWith("p:")) {
        String value = field.substring(field.indexOf(':') + 1);
        if (!value.chars().allMatch(c -> c == '0')) {
          return field;
        }
      }
    }
    return "";
  }

  /** The share of traces that is kept; 0 where it is not known. */
  private static double kept(String threshold) {
    if (threshold.matches("th:[0-9a-f]{1," + DIGITS + "}")) {
      String digits = threshold.substring(3);
      return 1 - Long.parseLong(digits, 16) / (double) (1L << (4 * digits.length()));
    }
    return threshold.matches("p:\\d{1,2}")
        ? StrictMath.pow(2, -Integer.parseInt(threshold.substring(2)))
        : 0;
  }
}
