package io.flowlens.lab.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.lab.demo.aws.EdgeTables;
import io.flowlens.lab.demo.aws.Streams;
import io.flowlens.localaws.Child;
import io.flowlens.localaws.LocalAws;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The diagram's server in a process of its own, and its API. */
final class Diagram implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Child child;
  private final URI address;
  private final HttpClient client = HttpClient.newHttpClient();

  private Diagram(Child child, URI address) {
    this.child = child;
    this.address = address;
  }

  /** Starts it and waits until it answers. */
  static Diagram start(Path home, WorkFolder work, LocalAws aws, int port, URI lab) {
    work.folder("diagram/tmp");
    List<String> program =
        List.of(
            "-Xmx256m",
            "-Daws.cborEnabled=false",
            "-jar",
            home.resolve("diagram/target/flowlens-diagram.jar").toString(),
            "--port",
            String.valueOf(port),
            "--table",
            EdgeTables.NAME,
            "--region",
            Cloud.HOME.id(),
            "--dynamodb-endpoint",
            aws.dynamoDbEndpoint().toString(),
            "--anomaly-stream",
            Streams.ANOMALIES.streamName(),
            "--kinesis-endpoint",
            aws.kinesisEndpoint().toString(),
            "--lab-url",
            lab.toString());
    Map<String, String> credentials =
        Map.of(
            "AWS_ACCESS_KEY_ID",
            LocalAws.ACCESS_KEY_ID,
            "AWS_SECRET_ACCESS_KEY",
            LocalAws.SECRET_ACCESS_KEY);
    Child child =
        new JavaProgram(home).start("diagram", work.folder("diagram"), program, credentials);
    Diagram diagram = new Diagram(child, URI.create("http://127.0.0.1:" + port + "/"));
    try {
      child.awaitReady(START_LIMIT, () -> !diagram.get("api/health").isMissingNode());
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
    return diagram;
  }

  /** The page's address. */
  URI address() {
    return address;
  }

  /** The JSON at a path; a missing node if there is no answer. */
  JsonNode get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path)).timeout(ANSWER_LIMIT).build();
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 ? JSON.readTree(response.body()) : JSON.missingNode();
    } catch (IOException e) {
      return JSON.missingNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return JSON.missingNode();
    }
  }

  /** How many edges are on the page. */
  int edges() {
    return get("api/graph").path("edges").size();
  }

  @Override
  public void close() {
    child.close();
  }
}
