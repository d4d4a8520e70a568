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
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Serves the page, the JSON behind it, and the events that keep it moving. */
final class Server implements AutoCloseable {
  private static final int LONGEST_HISTORY_MINUTES = 24 * 60;
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String TIME_WANTED =
      "Give a time of the past, such as 2026-01-05T10:00:00Z.";

  private final EdgeRows rows;
  private final Graph graph;
  private final Anomalies anomalies;
  private final Lab lab;
  private final Guard guard;
  private final Clock clock;
  private final Viewers viewers = new Viewers();
  private final Watch watch;
  private final Javalin http;

  /**
   * @param lab null when there is none
   */
  Server(
      EdgeRows rows,
      AnomalyStream stream,
      Graph graph,
      Anomalies anomalies,
      Lab lab,
      Guard guard,
      Clock clock) {
    this.rows = rows;
    this.graph = graph;
    this.anomalies = anomalies;
    this.lab = lab;
    this.guard = guard;
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
    config.routes.before(guard::check);
    config.routes.get("/api/graph", this::graph);
    config.routes.get("/api/edges/history", this::history);
    export(config, "json", ContentType.APPLICATION_JSON, this::stateToKeep);
    export(config, "html", ContentType.TEXT_HTML, () -> PageFile.of(stateToKeep()));
    export(config, "mmd", ContentType.TEXT_PLAIN, () -> Exports.mermaid(snapshot()));
    export(config, "dot", ContentType.TEXT_PLAIN, () -> Exports.dot(snapshot()));
    config.routes.get("/api/anomalies", context -> json(context, anomalies.list().toString()));
    config.routes.get("/api/health", context -> json(context, health()));
    config.routes.get(
        "/api/openapi.json", context -> json(context, Resources.text("/openapi.json")));
    config.routes.sse("/api/events", client -> viewers.join(client, this::state));
    if (lab != null) {
      config.routes.get("/api/lab/faults", context -> pass(context, lab.list()));
      config.routes.put("/api/lab/faults", context -> pass(context, lab.change(context.body())));
    }
    config.routes.get(
        "/api/*",
        context ->
            fail(context, HttpStatus.NOT_FOUND, "There is nothing at " + context.path() + "."));
    config.routes.exception(
        Guard.WrongHost.class,
        (e, context) ->
            fail(
                context,
                HttpStatus.MISDIRECTED_REQUEST,
                "This server does not answer to that name. Give it with --public-name."));
    config.routes.exception(
        SdkException.class,
        (e, context) -> fail(context, HttpStatus.BAD_GATEWAY, Trouble.sentence(e)));
    config.routes.exception(
        IOException.class,
        (e, context) -> fail(context, HttpStatus.BAD_GATEWAY, "The lab does not answer."));
  }

  /** The graph of now as a file to keep, in one format. */
  private void export(
      JavalinConfig config, String format, ContentType type, Supplier<String> text) {
    config.routes.get(
        "/api/export." + format,
        context ->
            context
                .header("Cache-Control", "no-store")
                .header(
                    "Content-Disposition",
                    "attachment; filename=\"flowlens-"
                        + FILE_TIME.format(clock.instant())
                        + "."
                        + format
                        + "\"")
                .contentType(type)
                .result(text.get()));
  }

  /** The graph of now, or of the minute that {@code at} lies in. */
  private void graph(Context context) {
    String at = context.queryParam("at");
    if (at == null) {
      json(context, snapshot());
      return;
    }
    Instant moment = moment(at);
    if (moment == null || moment.isAfter(clock.instant())) {
      fail(context, HttpStatus.BAD_REQUEST, TIME_WANTED);
      return;
    }
    json(context, Past.of(rows, moment.truncatedTo(ChronoUnit.MINUTES)));
  }

  /** A time as text; null for what is none. */
  private static Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** One edge's last minutes, oldest first, and its present state. */
  private void history(Context context) {
    String id = context.queryParam("id");
    int minutes = minutes(context.queryParam("minutes"));
    if (id == null || id.isBlank() || minutes < 1 || minutes > LONGEST_HISTORY_MINUTES) {
      fail(
          context,
          HttpStatus.BAD_REQUEST,
          "Give id, an edge's id, and minutes, 1 to " + LONGEST_HISTORY_MINUTES + ".");
      return;
    }
    String until = context.queryParam("until");
    Instant end = until == null ? clock.instant() : moment(until);
    if (end == null) {
      fail(context, HttpStatus.BAD_REQUEST, TIME_WANTED);
      return;
    }
    Instant now = end.truncatedTo(ChronoUnit.MINUTES);
    Instant from = now.minus(Duration.ofMinutes(minutes - 1L));
    List<ObjectNode> found = rows.history(id, from, now);
    ObjectNode edge = graph.edge(id, clock.millis());
    if (edge == null && found.isEmpty()) {
      fail(context, HttpStatus.NOT_FOUND, "No edge of this id flowed in that time: " + id);
      return;
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("id", id);
    answer.set("edge", edge);
    answer.put("from", from.toString());
    answer.put("to", now.toString());
    answer.putArray("rows").addAll(found);
    json(context, answer);
  }

  /** The number of minutes that is asked for, 60 if none is; 0 for what is no number. */
  private static int minutes(String text) {
    if (text == null) {
      return 60;
    }
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
  }

  private ObjectNode snapshot() {
    return graph.snapshot(clock.millis());
  }

  /** Everything a page needs to begin, but for the lab, which a file cannot reach. */
  private String stateToKeep() {
    return wholeState().put("lab", false).toString();
  }

  /** Everything a page needs to begin. */
  private String state() {
    return wholeState().toString();
  }

  private ObjectNode wholeState() {
    ObjectNode state = snapshot();
    state.set("anomalies", anomalies.list());
    state.set("health", health());
    state.put("lab", lab != null);
    return state;
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
