package io.flowlens.ingest.span;

/**
 * Whether a trace is a sample of the traffic, as OpenTelemetry writes it into the trace state: in
 * the member {@code ot}, a threshold {@code th} other than 0 (or in older form {@code p} other than
 * 0) says that other traces were left out.
 */
final class Sampling {
  private Sampling() {}

  static boolean isSampled(String traceState) {
    if (traceState == null || traceState.isEmpty()) {
      return false;
    }
    for (String member : traceState.split(",", 32)) {
      String trimmed = member.trim();
      if (trimmed.startsWith("ot=")) {
        return leavesOut(trimmed.substring(3));
      }
    }
    return false;
  }

  private static boolean leavesOut(String fields) {
    for (String field : fields.split(";", 32)) {
      if (field.startsWith("th:") || field.startsWith("p:")) {
        String value = field.substring(field.indexOf(':') + 1);
        if (!value.chars().allMatch(c -> c == '0')) {
          return true;
        }
      }
    }
    return false;
  }
}
