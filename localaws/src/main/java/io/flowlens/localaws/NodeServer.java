package io.flowlens.localaws;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One of the servers on Node.js, as a child process. */
final class NodeServer implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Child child;
  private final URI endpoint;

  private NodeServer(Child child, URI endpoint) {
    this.child = child;
    this.endpoint = endpoint;
  }

  /**
   * Starts a server and waits until it answers; installs what it needs first where that has not
   * been done.
   *
   * @param script its file in the folder of the servers, which is given the port
   * @param healthPath what answers 200 as soon as it is ready
   */
  static NodeServer start(
      String name,
      String script,
      Map<String, String> environment,
      Path workFolder,
      int port,
      String healthPath) {
    Tool node = Tool.find("node", "Node.js 20 or newer");
    node.requireMajorVersion(20);
    Path folder = ServerFolder.installed();
    Child child =
        Child.start(
            name,
            List.of(node.path(), folder.resolve(script).toString(), String.valueOf(port)),
            environment,
            workFolder);
    NodeServer server = new NodeServer(child, URI.create("http://127.0.0.1:" + port));
    try {
      child.awaitReady(START_LIMIT, () -> server.answers(healthPath));
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
    return server;
  }

  private boolean answers(String path) {
    try {
      return send(HttpRequest.newBuilder(endpoint.resolve(path))).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends JSON to a path that controls the server. */
  void put(String path, String json) {
    try {
      HttpResponse<String> response =
          send(HttpRequest.newBuilder(endpoint.resolve(path)).PUT(BodyPublishers.ofString(json)));
      if (response.statusCode() != 200) {
        throw new IllegalArgumentException(json + " is refused: " + response.body());
      }
    } catch (IOException e) {
      throw new IllegalStateException(endpoint + path + " does not answer.", e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.timeout(ANSWER_LIMIT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + endpoint + " was asked.", e);
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    child.close();
  }
}
