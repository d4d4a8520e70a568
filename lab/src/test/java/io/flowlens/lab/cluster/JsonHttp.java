package io.flowlens.lab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** HTTP requests that are answered with JSON. */
final class JsonHttp {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;

  JsonHttp(URI base) {
    this.base = base;
  }

  /** Reads what is there. */
  JsonNode get(String path) {
    return send(request(path).build());
  }

  /** Sends JSON there. */
  JsonNode post(String path, JsonNode body) {
    BodyPublisher text = BodyPublishers.ofString(body.toString());
    return send(request(path).header("Content-Type", "application/json").POST(text).build());
  }

  /** A request to there, to be completed. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
  }

  /**
   * Sends a request.
   *
   * @throws FlinkRest.Refused if the answer is an error
   */
  JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response =
          client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode answer = JSON.readTree(response.body());
      if (response.statusCode() >= 400) {
        throw new FlinkRest.Refused(String.join("\n", texts(answer.path("errors"))));
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + request + " was answered.", e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
