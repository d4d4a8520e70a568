package io.flowlens.replay.languages;

import java.util.List;

/**
 * One call of an SDK to DynamoDB, as it really went.
 *
 * @param number of the call, from which its ids are made
 * @param region that the SDK's client calls
 * @param startNanos epoch nanoseconds
 * @param attemptEnds of each attempt, nanoseconds after the start
 * @param failure of all attempts, or of all but the last where the call succeeds; null when none
 *     failed
 */
record Call(
    int number,
    Service caller,
    String region,
    String operation,
    String table,
    long startNanos,
    List<Long> attemptEnds,
    Failure failure,
    boolean ok) {

  int attempts() {
    return attemptEnds.size();
  }

  int failedAttempts() {
    return ok ? attempts() - 1 : attempts();
  }

  long attemptEndNanos(int attempt) {
    return startNanos + attemptEnds.get(attempt);
  }

  long endNanos() {
    return attemptEndNanos(attempts() - 1);
  }

  String host() {
    return "dynamodb." + region + ".amazonaws.com";
  }

  String requestId() {
    return "R%08d".formatted(number);
  }

  String traceId() {
    return "%032x".formatted(0x7a_0000_0000L + number);
  }

  String spanId() {
    return "%016x".formatted(0x5b_0000_0000L + number);
  }
}
