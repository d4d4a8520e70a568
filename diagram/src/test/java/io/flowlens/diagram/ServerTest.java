package io.flowlens.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server over a real local table, asked over HTTP. */
class ServerTest {
  private static final String ORDERS =
      "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";

  private static GeneratedWorld world;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeAll
  static void start() throws Exception {
    world = new GeneratedWorld(GeneratedTraffic.shop(), 5, false, 0);
    long end = System.nanoTime() + 60_000_000_000L;
    while (json("api/health").path("edges").asInt() == 0 && System.nanoTime() < end) {
      Thread.sleep(100);
    }
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void theGraphHoldsEveryNodeAndEdgeOfTheTable() throws Exception {
    JsonNode graph = json("api/graph");
    assertThat(graph.path("nodes")).hasSize(15);
    assertThat(graph.path("edges")).hasSize(18);
  }

  @Test
  void aMinuteOfThePastIsAskedForByAnyTimeInIt() throws Exception {
    Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(180);
    JsonNode graph = json("api/graph?at=" + minute.plusSeconds(42));
    assertThat(graph.path("at").asText()).isEqualTo(minute.toString());
    assertThat(graph.path("edges")).hasSize(18);
    JsonNode row = null;
    for (JsonNode found : json("api/edges/history?id=" + encoded(ORDERS)).path("rows")) {
      if (found.path("windowStart").asText().equals(minute.toString())) {
        row = found;
      }
    }
    for (JsonNode edge : graph.path("edges")) {
      if (edge.path("id").asText().equals(ORDERS)) {
        assertThat(edge.path("perSecond").path("calls").asDouble() * 60)
            .isCloseTo(row.path("calls").asDouble(), Percentage.withPercentage(1));
      }
    }
  }

  @Test
  void aMinuteThatTheTableNoLongerHoldsIsEmptyAndOneToComeIsRefused() throws Exception {
    assertThat(json("api/graph?at=2020-01-01T00:00:00Z").path("edges")).isEmpty();
    for (String at : new String[] {"2999-01-01T00:00:00Z", "yesterday", ""}) {
      assertThat(get("api/graph?at=" + at).statusCode()).as(at).isEqualTo(400);
    }
  }

  @Test
  void anEdgesHistoryIsItsMinutesOldestFirst() throws Exception {
    JsonNode history = json("api/edges/history?minutes=10&id=" + encoded(ORDERS));
    assertThat(history.path("edge").path("id").asText()).isEqualTo(ORDERS);
    var starts = history.path("rows").findValuesAsText("windowStart");
    assertThat(starts).hasSizeGreaterThanOrEqualTo(5).isSorted();
  }

  @Test
  void anEdgeThatNeverFlowedIsNotFound() throws Exception {
    HttpResponse<String> answer = get("api/edges/history?id=" + encoded("a|b|write"));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(error(answer)).contains("No edge of this id", "a|b|write");
  }

  @Test
  void wrongArgumentsAreToldInOneSentence() throws Exception {
    for (String query :
        new String[] {"", "id=", "id=x&minutes=0", "id=x&minutes=abc", "id=x&minutes=9999"}) {
      HttpResponse<String> answer = get("api/edges/history?" + query);
      assertThat(answer.statusCode()).as(query).isEqualTo(400);
      assertThat(error(answer)).isEqualTo("Give id, an edge's id, and minutes, 1 to 1440.");
    }
  }

  @Test
  void anUnknownPathOfTheApiIsNotFoundAndSaidInJson() throws Exception {
    HttpResponse<String> answer = get("api/nonsense");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(error(answer)).isEqualTo("There is nothing at /api/nonsense.");
    assertThat(get("api/lab/faults").statusCode()).as("without a lab").isEqualTo(404);
  }

  @Test
  void everyAnswerTellsBrowsersToBeCareful() throws Exception {
    for (String path : new String[] {"", "index.html", "api/graph", "api/nonsense"}) {
      var headers = get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("default-src 'self'", "frame-ancestors 'none'");
      assertThat(headers.firstValue("X-Content-Type-Options")).as(path).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).as(path).contains("no-referrer");
      assertThat(headers.firstValue("Permissions-Policy").orElse(""))
          .as(path)
          .contains("camera=()");
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).as(path).isEmpty();
    }
  }

  @Test
  void aRequestForAnotherNameGetsNothing() throws Exception {
    for (String path : new String[] {"/", "/api/graph", "/api/events"}) {
      assertThat(raw(path, "evil.example:80"))
          .as(path)
          .startsWith("HTTP/1.1 421")
          .doesNotContain("Orders");
    }
    assertThat(raw("/api/graph", "localhost")).startsWith("HTTP/1.1 200");
  }

  @Test
  void theFileHoldsPageStateAndWorkerAndNamesNothingOutside() throws Exception {
    HttpResponse<String> answer = get("api/export.html");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"flowlens-[-\\dT]+Z\\.html\"");
    assertThat(answer.body())
        .contains("id=\"state\"", "id=\"worker\"", "default-src 'none'")
        .doesNotContain("src=\"./", "href=\"./");
  }

  @Test
  void theDescriptionNamesEveryPathAndEachAnswersAsItSays() throws Exception {
    JsonNode api = json("api/openapi.json");
    var paths = new TreeSet<String>();
    api.path("paths").fieldNames().forEachRemaining(paths::add);
    assertThat(paths)
        .containsExactlyInAnyOrder(
            "/api/graph",
            "/api/edges/history",
            "/api/anomalies",
            "/api/health",
            "/api/events",
            "/api/export.json",
            "/api/export.html",
            "/api/export.mmd",
            "/api/export.dot",
            "/api/openapi.json");
    for (String path : paths) {
      if (path.equals("/api/events")) {
        continue;
      }
      String query = path.equals("/api/edges/history") ? "?id=" + encoded(ORDERS) : "";
      HttpResponse<String> answer = get(path.substring(1) + query);
      JsonNode told = api.path("paths").path(path).path("get").path("responses").path("200");
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
      assertThat(told.path("content").has(type)).as(path + " is " + type).isTrue();
      JsonNode schema = told.path("content").path(type).path("schema");
      for (JsonNode field : schema.path("required")) {
        assertThat(JSON.readTree(answer.body()).has(field.asText()))
            .as(path + ": " + field)
            .isTrue();
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String error(HttpResponse<String> answer) throws Exception {
    return JSON.readTree(answer.body()).path("error").asText();
  }

  private static JsonNode json(String path) throws Exception {
    return JSON.readTree(get(path).body());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI at = URI.create(world.page + path);
    return HTTP.send(HttpRequest.newBuilder(at).build(), HttpResponse.BodyHandlers.ofString());
  }

  /**
   * The begin of the answer to a request with any Host header, which Java's client does not allow.
   */
  private static String raw(String path, String host) throws Exception {
    try (Socket socket = new Socket(world.page.getHost(), world.page.getPort())) {
      socket.setSoTimeout(30_000);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(4_000), StandardCharsets.UTF_8);
    }
  }
}
