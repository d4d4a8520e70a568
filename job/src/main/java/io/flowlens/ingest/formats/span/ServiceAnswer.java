package io.flowlens.ingest.formats.span;

/**
 * The body of a service's error answer, as a span carries it: JSON, but perhaps cut off by a limit
 * on attributes, so it is searched, not parsed.
 */
final class ServiceAnswer {
  private static final String[] NAME_FIELDS = {"\"__type\"", "\"code\"", "\"Code\""};

  private ServiceAnswer() {}

  /** The error's name, such as {@code com.amazon…#ThrottlingException}; null where it has none. */
  static String errorName(String answer) {
    if (answer == null) {
      return null;
    }
    for (String field : NAME_FIELDS) {
      int at = answer.indexOf(field);
      if (at >= 0) {
        int open = answer.indexOf('"', at + field.length());
        int close = open < 0 ? -1 : answer.indexOf('"', open + 1);
        return close < 0 ? null : answer.substring(open + 1, close);
      }
    }
    return null;
  }
}
