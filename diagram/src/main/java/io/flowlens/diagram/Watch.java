package io.flowlens.diagram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Keeps looking at the edge table and the anomaly stream and tells what changed.
 *
 * <p>The current minute is read each time, the one before it until shortly after it must be final
 * and then now and then, for late data. Between two looks it rests four times as long as the look
 * took, at least a second and at most five, so that a large diagram does not cost a fortune in read
 * units.
 */
final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int MINUTES_AT_START = 15;
  private static final long FINAL_AFTER_MILLIS = 40_000;
  private static final long LATE_DATA_EVERY_MILLIS = 15_000;
  private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private final EdgeRows rows;
  private final AnomalyStream stream;
  private final Graph graph;
  private final Anomalies anomalies;
  private final Clock clock;
  private final Consumer<ObjectNode> onChange;
  private final Thread thread = new Thread(this::keepLooking, "watch");

  private boolean begun;
  private volatile boolean ready;
  private long previousReadAt;
  private ArrayNode nodesSent;
  private final JobPulse pulse = new JobPulse();
  private volatile String tableTrouble = "not read yet";
  private volatile String streamTrouble = "not read yet";

  /**
   * @param onChange is given, from the watching thread, {@code edges}, {@code nodes}, {@code
   *     anomalies} (only those that changed; all nodes, when one came or went) and {@code health}
   */
  Watch(
      EdgeRows rows,
      AnomalyStream stream,
      Graph graph,
      Anomalies anomalies,
      Clock clock,
      Consumer<ObjectNode> onChange) {
    this.rows = rows;
    this.stream = stream;
    this.graph = graph;
    this.anomalies = anomalies;
    this.clock = clock;
    this.onChange = onChange;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void keepLooking() {
    while (!Thread.currentThread().isInterrupted()) {
      long begin = System.nanoTime();
      try {
        look();
      } catch (RuntimeException e) {
        LOG.error("Could not tell what changed", e);
      }
      rest(Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static void rest(Duration afterWork) {
    long millis =
        Math.min(
            LONGEST_REST.toMillis(),
            Math.max(SHORTEST_REST.minus(afterWork).toMillis(), 4 * afterWork.toMillis()));
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Looks once at both sources and tells what is new. */
  void look() {
    tableTrouble = attempt(this::readTable);
    streamTrouble = attempt(stream::read);
    ready = true;
    long now = clock.millis();
    ObjectNode change = JsonNodeFactory.instance.objectNode();
    List<ObjectNode> edges = graph.news(now);
    if (!edges.isEmpty()) {
      change.putArray("edges").addAll(edges);
    }
    ArrayNode nodes = graph.nodes();
    if (!nodes.equals(nodesSent)) {
      change.set("nodes", nodes);
      nodesSent = nodes;
    }
    List<ObjectNode> changed = anomalies.news();
    if (!changed.isEmpty()) {
      change.putArray("anomalies").addAll(changed);
    }
    change.set("health", health());
    onChange.accept(change);
  }

  /** Null when it went well, else what a person should know. */
  private static String attempt(Runnable reading) {
    try {
      reading.run();
      return null;
    } catch (SdkException e) {
      LOG.debug("Reading failed", e);
      return Trouble.sentence(e);
    }
  }

  private void readTable() {
    long now = clock.millis();
    Instant minute = Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.MINUTES);
    Instant previous = minute.minusSeconds(EdgeRows.WINDOW_SECONDS);
    if (!begun) {
      for (int back = MINUTES_AT_START; back >= 1; back--) {
        graph.begin(rows.minute(minute.minusSeconds((long) back * EdgeRows.WINDOW_SECONDS)));
      }
      begun = true;
    }
    boolean mayStillGrow = now - minute.toEpochMilli() < FINAL_AFTER_MILLIS;
    if (mayStillGrow || now - previousReadAt >= LATE_DATA_EVERY_MILLIS) {
      graph.see(rows.minute(previous), now);
      previousReadAt = now;
    }
    graph.see(rows.minute(minute), now);
    graph.forget(now);
    pulse.see(rows.heartbeat(), now);
  }

  /** How well the diagram knows what is going on. */
  ObjectNode health() {
    ObjectNode health = graph.freshness();
    health.put("now", clock.millis());
    health.put("ready", ready);
    pulse.describe(health);
    health.put("anomalies", anomalies.size());
    health.put("openAnomalies", anomalies.open());
    health.put("unreadableAnomalies", stream.unreadable());
    health.put("tableTrouble", tableTrouble);
    health.put("streamTrouble", streamTrouble);
    return health;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
