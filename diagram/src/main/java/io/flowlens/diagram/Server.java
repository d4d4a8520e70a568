package io.flowlens.diagram;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.core.exception.SdkException;

/** Serves the page, the JSON behind it, and the events that keep it moving. */
final class Server implements AutoCloseable {
  private static final int LONGEST_HISTORY_MINUTES = 24 * 60;
  private static final String ONLY_FROM_HERE =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
          + " worker-src 'self' blob:; frame-ancestors 'none'";

  private final EdgeRows rows;
  private final Graph graph;
  private final Anomalies anomalies;
  private final Lab lab;
  private final Clock clock;
  private final Viewers viewers = new Viewers();
  private final Watch watch;
  private final Javalin http;

  /**
   * @param lab null when there is none
   */
  Server(
      EdgeRows rows, AnomalyStream stream, Graph graph, Anomalies anomalies, Lab lab, Clock clock) {
    this.rows = rows;
    this.graph = graph;
    this.anomalies = anomalies;
    this.lab = lab;
    this.clock = clock;
    this.watch =
        new Watch(rows, stream, graph, anomalies, clock, change -> viewers.tell(change.toString()));
    this.http = Javalin.create(this::configure);
  }

  /**
   * Starts to listen and to watch.
   *
   * @return the port, also when 0 asked for a free one
   */
  int start(String host, int port) {
    http.start(host, port);
    watch.start();
    return http.port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.staticFiles.add(
        files -> {
          files.directory = "/web";
          files.location = Location.CLASSPATH;
          files.headers.put("Cache-Control", "no-cache");
        });
    config.routes.before(context -> context.header("Content-Security-Policy", ONLY_FROM_HERE));
    config.routes.get("/api/graph", context -> json(context, graph.snapshot(clock.millis())));
    config.routes.get("/api/edges/history", this::history);
    config.routes.get("/api/anomalies", context -> json(context, anomalies.list().toString()));
    config.routes.get("/api/health", context -> json(context, health()));
    config.routes.sse("/api/events", client -> viewers.join(client, this::state));
    if (lab != null) {
      config.routes.get("/api/lab/faults", context -> pass(context, lab.list()));
      config.routes.put("/api/lab/faults", context -> pass(context, lab.change(context.body())));
    }
    config.routes.exception(
        SdkException.class,
        (e, context) -> fail(context, HttpStatus.BAD_GATEWAY, Trouble.sentence(e)));
    config.routes.exception(
        IOException.class,
        (e, context) -> fail(context, HttpStatus.BAD_GATEWAY, "The lab does not answer."));
  }

  /** One edge's last minutes, oldest first, and its present state. */
  private void history(Context context) {
    String id = context.queryParam("id");
    Integer minutes = context.queryParamAsClass("minutes", Integer.class).getOrDefault(60);
    if (id == null || minutes < 1 || minutes > LONGEST_HISTORY_MINUTES) {
      fail(
          context,
          HttpStatus.BAD_REQUEST,
          "Give id, an edge's id, and minutes, 1 to " + LONGEST_HISTORY_MINUTES + ".");
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", id);
    answer.set("edge", graph.edge(id, clock.millis()));
    answer.put("from", now.minus(Duration.ofMinutes(minutes - 1L)).toString());
    answer.put("to", now.toString());
    answer
        .putArray("rows")
        .addAll(rows.history(id, now.minus(Duration.ofMinutes(minutes - 1L)), now));
    json(context, answer);
  }

  /** Everything a page needs to begin. */
  private String state() {
    ObjectNode state = graph.snapshot(clock.millis());
    state.set("anomalies", anomalies.list());
    state.set("health", health());
    state.put("lab", lab != null);
    return state.toString();
  }

  private ObjectNode health() {
    return watch.health().put("viewers", viewers.count());
  }

  private static void json(Context context, ObjectNode body) {
    json(context, body.toString());
  }

  private static void json(Context context, String body) {
    context
        .header("Cache-Control", "no-store")
        .contentType(ContentType.APPLICATION_JSON)
        .result(body);
  }

  private static void pass(Context context, Lab.Answer answer) {
    context.status(answer.status());
    json(context, answer.body());
  }

  private static void fail(Context context, HttpStatus status, String sentence) {
    context.status(status);
    json(context, JsonNodeFactory.instance.objectNode().put("error", sentence));
  }

  @Override
  public void close() {
    watch.close();
    viewers.close();
    http.stop();
  }
}
