package io.flowlens.replay.languages;

/** Why an attempt fails, as DynamoDB or the connection to it puts it. */
enum Failure {
  THROTTLED(
      "ProvisionedThroughputExceededException",
      400,
      "The level of configured provisioned throughput for the table was exceeded."),
  CONDITIONAL("ConditionalCheckFailedException", 400, "The conditional request failed"),
  SERVER("InternalServerError", 500, "The request processing has failed"),
  TIMEOUT(null, 0, "no answer in 200 ms");

  /** The error's name; null where no answer names it. */
  final String error;

  /** The status of the answer; 0 where there is none. */
  final int status;

  final String message;

  Failure(String error, int status, String message) {
    this.error = error;
    this.status = status;
    this.message = message;
  }

  boolean isAnswered() {
    return status != 0;
  }
}
