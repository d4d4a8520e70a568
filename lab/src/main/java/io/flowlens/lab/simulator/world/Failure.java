package io.flowlens.lab.simulator.world;

/** The ways an attempt on DynamoDB can fail, with the names and texts that AWS uses. */
public enum Failure {
  /** Provisioned capacity used up. */
  PROVISIONED_THROUGHPUT(
      "ProvisionedThroughputExceededException",
      "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
      400,
      Kind.THROTTLED,
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API."),
  /** A hot key range. */
  KEY_RANGE(
      "ThrottlingException",
      "com.amazon.coral.availability#ThrottlingException",
      400,
      Kind.THROTTLED,
      "Throughput exceeds the current capacity of your table or index."),
  CONDITION(
      "ConditionalCheckFailedException",
      "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
      400,
      Kind.CONDITIONAL,
      "The conditional request failed"),
  /** A transaction holds the item. */
  TRANSACTION_CONFLICT(
      "TransactionConflictException",
      "com.amazonaws.dynamodb.v20120810#TransactionConflictException",
      400,
      Kind.CONFLICT,
      "Transaction is ongoing for the item"),
  MISSING_TABLE(
      "ResourceNotFoundException",
      "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException",
      400,
      Kind.CLIENT,
      "Requested resource not found"),
  INTERNAL(
      "InternalServerErrorException",
      "com.amazonaws.dynamodb.v20120810#InternalServerError",
      500,
      Kind.SERVER,
      "The request processing has failed because of an unknown error"),
  /** No answer in time: nothing comes back, so there is no status and no body. */
  TIMEOUT(
      "ApiCallAttemptTimeoutException",
      "",
      0,
      Kind.TIMEOUT,
      "HTTP request execution did not complete before the specified timeout configuration: 2000"
          + " millis");

  /** How flowlens classes a failure; whether a client tries again. */
  public enum Kind {
    THROTTLED("throttled", true),
    CONFLICT("conflict", true),
    CONDITIONAL("conditional", false),
    TIMEOUT("timeout", true),
    SERVER("server", true),
    CLIENT("client", false);

    private final String label;
    private final boolean retried;

    Kind(String label, boolean retried) {
      this.label = label;
      this.retried = retried;
    }

    /** The word under {@code errors} in an edge aggregate. */
    public String label() {
      return label;
    }

    /** Whether clients try again after it. */
    public boolean retried() {
      return retried;
    }
  }

  private final String exception;
  private final String wireType;
  private final int status;
  private final Kind kind;
  private final String message;

  Failure(String exception, String wireType, int status, Kind kind, String message) {
    this.exception = exception;
    this.wireType = wireType;
    this.status = status;
    this.kind = kind;
    this.message = message;
  }

  /** The exception's simple name in the Java SDK. */
  public String exception() {
    return exception;
  }

  /** The {@code __type} of the answer's body. */
  public String wireType() {
    return wireType;
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }

  public Kind kind() {
    return kind;
  }

  public String message() {
    return message;
  }
}
