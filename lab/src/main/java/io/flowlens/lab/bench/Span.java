package io.flowlens.lab.bench;

/**
 * One generated span, before it is written in any format.
 *
 * @param kind its side of the call
 * @param traceHigh first half of the trace id
 * @param traceLow second half of the trace id
 * @param id the span's id
 * @param parent the parent's id; 0 for a root
 * @param service the service that reports it
 * @param peer the service called by a client span, or the table of a DynamoDB call
 * @param write whether a DynamoDB call writes
 * @param start epoch nanoseconds
 * @param end epoch nanoseconds
 * @param outcome result of the call
 */
record Span(
    Kind kind,
    long traceHigh,
    long traceLow,
    long id,
    long parent,
    int service,
    int peer,
    boolean write,
    long start,
    long end,
    Outcome outcome) {

  /** The side of a call that a span shows. */
  enum Kind {
    DYNAMODB,
    CLIENT,
    SERVER,
    INTERNAL
  }

  /** How a call ended, and after how many attempts. */
  enum Outcome {
    OK(1, true),
    OK_AFTER_TWO(2, true),
    OK_AFTER_THREE(3, true),
    CONDITION_FAILED(1, false),
    THROTTLED(4, false),
    SERVER_ERROR(1, false);

    final int attempts;
    final boolean ok;

    Outcome(int attempts, boolean ok) {
      this.attempts = attempts;
      this.ok = ok;
    }
  }

  /** The edge it is counted on, as {@code from>to/access}; null when it is counted on none. */
  String edge() {
    String from = Landscape.serviceName(service) + '>';
    return switch (kind) {
      case DYNAMODB -> from + Landscape.tableName(peer) + (write ? "/write" : "/read");
      case CLIENT -> from + Landscape.serviceName(peer) + "/call";
      case SERVER, INTERNAL -> null;
    };
  }

  /** Whether it waits for other spans of its trace; a local root has none to wait for. */
  boolean isHalf() {
    return kind != Kind.DYNAMODB && !(kind == Kind.INTERNAL && parent == 0);
  }

  /** Which instance reports it: one of its service's own, the same one throughout a trace. */
  int instance() {
    return service * Landscape.INSTANCES
        + (int) Long.remainderUnsigned(traceLow, Landscape.INSTANCES);
  }

  long endMillis() {
    return end / 1_000_000;
  }
}
