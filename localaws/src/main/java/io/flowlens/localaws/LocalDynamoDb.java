package io.flowlens.localaws;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * DynamoDB and DynamoDB Streams in memory, over plain HTTP on loopback, as a child process. The
 * data of each region, taken from the request's signature, are apart. Any credentials are right.
 */
public final class LocalDynamoDb implements AutoCloseable {
  private final NodeServer server;

  private LocalDynamoDb(NodeServer server) {
    this.server = server;
  }

  /**
   * Starts it on a free port and waits until it answers.
   *
   * @param workFolder where its log goes; it is made where it is missing
   * @throws CannotStart if Node.js or npm is missing, or it does not start
   */
  public static LocalDynamoDb start(Path workFolder) {
    return start(workFolder, Ports.free());
  }

  /**
   * Starts it on a given port of loopback and waits until it answers.
   *
   * @param workFolder where its log goes; it is made where it is missing
   * @throws CannotStart if Node.js or npm is missing, or it does not start
   */
  public static LocalDynamoDb start(Path workFolder, int port) {
    NodeServer server =
        NodeServer.start(
            "dynamodb",
            "dynamodb.js",
            Map.of("AWS_ACCOUNT_ID", LocalAws.ACCOUNT),
            workFolder,
            port,
            "/");
    return new LocalDynamoDb(server);
  }

  /** Where it answers, for every region. */
  public URI endpoint() {
    return server.endpoint();
  }

  /**
   * Refuses an operation from now on, until {@link #refuseNothing()} or another refusal: for tests
   * of what happens without permission or capacity.
   *
   * @param operation such as {@code BatchWriteItem}, or {@code *} for all
   * @param table a table's name, or {@code *} for all
   */
  public void refuse(String operation, String table, Refusal refusal) {
    server.put(
        "/refusals",
        String.format(
            "[{\"operation\":\"%s\",\"table\":\"%s\",\"error\":\"%s\"}]",
            operation, table, refusal.errorName()));
  }

  /** Serves everything again. */
  public void refuseNothing() {
    server.put("/refusals", "[]");
  }

  /** Ends it. */
  @Override
  public void close() {
    server.close();
  }

  /** How an operation is refused. */
  public enum Refusal {
    /** The caller has no permission. */
    ACCESS_DENIED("AccessDeniedException"),
    /** The table's provisioned throughput is used up. */
    THROTTLED("ProvisionedThroughputExceededException");

    private final String errorName;

    Refusal(String errorName) {
      this.errorName = errorName;
    }

    /** The error's name in DynamoDB's API. */
    public String errorName() {
      return errorName;
    }
  }
}
