package io.flowlens.lab.e2e;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.localaws.Child;
import io.flowlens.localaws.LocalAws;
import io.flowlens.localaws.Ports;
import io.flowlens.localaws.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A local Kinesis that keeps its streams in a file and whose clock a test sets: so a savepoint's
 * positions in its shards, and the time since the records before them, mean the same years later.
 */
final class PastKinesis implements AutoCloseable {
  private static final Path PROGRAM = Path.of("../localaws/servers").toAbsolutePath();
  private static final Path CLOCK = Path.of("src/test/resources/clock.cjs").toAbsolutePath();
  private static final Duration START_LIMIT = Duration.ofMinutes(1);

  /** The file of its streams, in its folder. */
  static final String FILE = "kinesis-data.json";

  private final Path folder;
  private final URI endpoint;
  private final Child child;

  private PastKinesis(Path folder, int port, Child child) {
    this.folder = folder;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.child = child;
  }

  /**
   * Starts it at a time of the past.
   *
   * @param folder with its {@link #FILE}, where it has one, and for it
   */
  static PastKinesis start(Path folder, Instant now) throws IOException {
    int port = Ports.free();
    Map<String, String> environment =
        Map.of(
            "KINESIS_MOCK_PLAIN_PORT",
            String.valueOf(port),
            "KINESIS_MOCK_TLS_PORT",
            String.valueOf(Ports.free()),
            "KINESIS_MOCK_CERT_PATH",
            PROGRAM.resolve("node_modules/kinesis-local/server.json").toString(),
            "AWS_ACCOUNT_ID",
            LocalAws.ACCOUNT,
            "LOG_LEVEL",
            "ERROR",
            "SHOULD_PERSIST_DATA",
            "true",
            "PERSIST_PATH",
            folder.toString(),
            "PERSIST_FILE_NAME",
            FILE,
            "PERSIST_INTERVAL",
            "1s",
            "CLOCK_FILE",
            folder.resolve("clock").toString());
    List<String> command =
        List.of(
            Tool.find("node", "Node.js 20 or newer").path(),
            "--require",
            CLOCK.toString(),
            PROGRAM.resolve("kinesis.cjs").toString());
    Files.createDirectories(folder);
    set(folder, now);
    PastKinesis kinesis =
        new PastKinesis(folder, port, Child.start("kinesis", command, environment, folder));
    kinesis.child.awaitReady(START_LIMIT, () -> listens(port));
    return kinesis;
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Sets its clock, which goes on from there. */
  void set(Instant now) throws IOException {
    set(folder, now);
  }

  private static void set(Path folder, Instant now) throws IOException {
    long shift = now.toEpochMilli() - System.currentTimeMillis();
    Path next = Files.writeString(folder.resolve("clock.next"), Long.toString(shift));
    Files.move(next, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A client of it. */
  KinesisClient client() {
    return Cloud.kinesis(endpoint, Cloud.HOME);
  }

  /** Where it answers. */
  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    child.close();
  }
}
