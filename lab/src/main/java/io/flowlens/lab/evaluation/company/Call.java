package io.flowlens.lab.evaluation.company;

/**
 * One call of an SDK to a table.
 *
 * @param instance the process that makes it; a new name is a new process
 * @param region that the client calls
 * @param startMillis epoch milliseconds
 * @param millis how long it takes with all its attempts
 * @param retries attempts that failed before the last one
 * @param error what the last attempt fails with; null when it succeeds
 * @param items how many items it returns or writes
 */
record Call(
    Caller caller,
    String instance,
    String region,
    String table,
    Operation operation,
    long startMillis,
    double millis,
    int retries,
    Failure error,
    int items) {

  /** An operation of DynamoDB. */
  enum Operation {
    GetItem,
    Query,
    Scan,
    PutItem,
    UpdateItem
  }

  /** What DynamoDB answers where it refuses, or what a client gives up with. */
  enum Failure {
    ConditionalCheckFailedException(400, "The conditional request failed"),
    ValidationException(400, "One or more parameter values were invalid"),
    ProvisionedThroughputExceededException(
        400, "The level of configured provisioned throughput for the table was exceeded."),
    InternalServerError(500, "Internal server error"),
    /** The client cancels the call: it has what it wanted from another one. */
    AbortError(0, "Request aborted");

    final int status;
    final String message;

    Failure(int status, String message) {
      this.status = status;
      this.message = message;
    }
  }

  long endMillis() {
    return startMillis + Math.round(millis);
  }

  boolean ok() {
    return error == null;
  }

  Call at(long start) {
    return new Call(
        caller, instance, region, table, operation, start, millis, retries, error, items);
  }

  Call from(String process) {
    return new Call(
        caller, process, region, table, operation, startMillis, millis, retries, error, items);
  }

  Call to(String otherRegion, double duration) {
    return new Call(
        caller,
        instance,
        otherRegion,
        table,
        operation,
        startMillis,
        duration,
        retries,
        error,
        items);
  }

  Call lasting(double duration) {
    return new Call(
        caller, instance, region, table, operation, startMillis, duration, retries, error, items);
  }

  Call failing(Failure with) {
    return new Call(
        caller, instance, region, table, operation, startMillis, millis, retries, with, 0);
  }

  Call retried(int times) {
    return new Call(
        caller,
        instance,
        region,
        table,
        operation,
        startMillis,
        millis + 25 * times,
        times,
        error,
        items);
  }

  Call returning(int count) {
    return new Call(
        caller, instance, region, table, operation, startMillis, millis, retries, error, count);
  }
}
