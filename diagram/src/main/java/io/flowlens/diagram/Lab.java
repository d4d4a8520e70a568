package io.flowlens.diagram;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The lab's fault switches, so that the demo's page can break something. */
final class Lab {
  /** What the lab answered. */
  record Answer(int status, String body) {}

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI faults;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  Lab(URI url) {
    this.faults = URI.create(url.toString().replaceAll("/+$", "") + "/faults");
  }

  /** All faults and whether they are on. */
  Answer list() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(faults).GET());
  }

  /** Switches a fault, as the JSON body says. */
  Answer change(String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(faults)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }
}
