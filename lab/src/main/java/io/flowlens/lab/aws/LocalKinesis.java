package io.flowlens.lab.aws;

import io.flowlens.lab.CannotStart;
import io.flowlens.lab.process.Child;
import io.flowlens.lab.process.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code kinesis-local} as a child process: Kinesis in memory, over plain HTTP on loopback. */
public final class LocalKinesis implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final Child child;
  private final URI endpoint;

  private LocalKinesis(Child child, URI endpoint) {
    this.child = child;
    this.endpoint = endpoint;
  }

  /**
   * Starts it and waits until it answers; installs it first where that has not been done.
   *
   * @param program the folder with its package.json
   * @param workFolder its own working folder, which is made
   * @throws CannotStart if Node.js is missing or too old, or npm cannot install it
   */
  public static LocalKinesis start(Path program, Path workFolder, int port) {
    Tool node = Tool.find("node", "Node.js 20 or newer");
    node.requireMajorVersion(20);
    install(program);
    Map<String, String> environment =
        Map.of(
            "KINESIS_MOCK_PLAIN_PORT", String.valueOf(port),
            "KINESIS_MOCK_TLS_PORT", String.valueOf(Ports.free()),
            "KINESIS_MOCK_CERT_PATH",
                program.resolve("node_modules/kinesis-local/server.json").toString(),
            "AWS_ACCOUNT_ID", Cloud.ACCOUNT,
            "LOG_LEVEL", "ERROR");
    Child child =
        Child.start(
            "kinesis",
            List.of(node.path(), program.resolve("serve.cjs").toString()),
            environment,
            workFolder);
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    LocalKinesis kinesis = new LocalKinesis(child, endpoint);
    child.awaitReady(START_LIMIT, kinesis::answers);
    return kinesis;
  }

  private static void install(Path program) {
    if (Files.isRegularFile(program.resolve("node_modules/kinesis-local/main.js"))) {
      return;
    }
    Tool.find("npm", "npm").run(program, "ci", "--no-audit", "--no-fund");
  }

  private boolean answers() {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(endpoint.resolve("/healthcheck"))
              .timeout(Duration.ofSeconds(1))
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where it answers. */
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    child.close();
  }
}
