package io.flowlens.localaws;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** {@code kinesis-local} as a child process: Kinesis in memory, over plain HTTP on loopback. */
public final class LocalKinesis implements AutoCloseable {
  private final NodeServer server;

  private LocalKinesis(NodeServer server) {
    this.server = server;
  }

  /**
   * Starts it on a given port of loopback and waits until it answers.
   *
   * @param workFolder its own working folder, where its log goes; it is made where it is missing
   * @throws CannotStart if Node.js or npm is missing, or it does not start
   */
  public static LocalKinesis start(Path workFolder, int port) {
    Map<String, String> environment =
        Map.of(
            "KINESIS_MOCK_PLAIN_PORT", String.valueOf(port),
            "KINESIS_MOCK_TLS_PORT", String.valueOf(Ports.free()),
            "KINESIS_MOCK_CERT_PATH",
                ServerFolder.find().resolve("node_modules/kinesis-local/server.json").toString(),
            "AWS_ACCOUNT_ID", LocalAws.ACCOUNT,
            "LOG_LEVEL", "ERROR");
    return new LocalKinesis(
        NodeServer.start("kinesis", "kinesis.cjs", environment, workFolder, port, "/healthcheck"));
  }

  /** Where it answers, for every region. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** Ends it. */
  @Override
  public void close() {
    server.close();
  }
}
