package io.flowlens.detect.batchflood;

import static io.flowlens.detect.PaneBuilder.calls;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Access;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A stream or queue with a shop that fills it, a job that fills it at times, and a function that
 * takes what it can: first in, first out, second by second.
 */
final class Traffic {
  static final Node JOB = Shop.node(NodeKind.SERVICE, "us-east-1", "import-job");
  static final Edge JOB_WRITES = Edge.of(JOB, Shop.ORDERS_TABLE, Access.WRITE);
  static final Node QUEUE = Shop.node(NodeKind.QUEUE, "us-east-1", "mails");

  /** What is shown of it. */
  boolean changes = true;

  boolean spans = true;
  boolean ages = true;
  boolean counts = true;
  boolean batchSizes;

  /** Records a second. */
  double shop = 10;

  double job;
  double capacity = 30;

  /** Records that one call of the job carries. */
  int perCall = 25;

  /** The part of what arrives that the mapping filters out. */
  double filtered;

  /** Seconds until a batch is full or given anyway. */
  int window = 1;

  /** The part of the invocations that fail. */
  double failing;

  private final Node source;
  private final SplittableRandom random;
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private final TableStory<FloodState> story;
  private long second;
  private double carry;

  Traffic(long seed, Node source) {
    this(seed, source, "00:00:00");
  }

  Traffic(long seed, Node source, String start) {
    this.source = source;
    random = new SplittableRandom(seed);
    story = new TableStory<>(new BatchFlood(Settings.defaults()), start);
  }

  static Traffic ofTable(long seed) {
    return new Traffic(seed, Shop.ORDERS_STREAM);
  }

  static Traffic ofQueue(long seed) {
    Traffic traffic = new Traffic(seed, QUEUE);
    traffic.changes = false;
    traffic.ages = false;
    traffic.batchSizes = true;
    return traffic;
  }

  /** So many minutes go by. */
  Traffic minutes(double n) {
    for (int pane = 0; pane < Math.round(6 * n); pane++) {
      story.then(1, pane());
    }
    return this;
  }

  private Map<Edge, PaneBuilder> pane() {
    long fromShop = 0;
    long fromJob = 0;
    long taken = 0;
    long deliveries = 0;
    long age = 0;
    for (int i = 0; i < 10; i++) {
      second++;
      long shopNow = poisson(shop);
      long jobNow = poisson(job);
      fromShop += shopNow;
      fromJob += jobNow;
      for (long record = 0; record < shopNow + jobNow; record++) {
        if (filtered == 0 || random.nextDouble() >= filtered) {
          waiting.add(second);
        }
      }
      carry = Math.min(carry + capacity, Math.max(capacity, 1));
      boolean due = second % window == 0;
      if (due && carry >= 1 && !waiting.isEmpty()) {
        age += second - waiting.peek();
        deliveries++;
        for (long n = (long) (window == 1 ? carry : capacity * window);
            n > 0 && !waiting.isEmpty();
            n--) {
          waiting.poll();
          carry = Math.max(0, carry - 1);
          taken++;
        }
      }
    }
    return shown(fromShop, fromJob, taken, deliveries, age);
  }

  private Map<Edge, PaneBuilder> shown(
      long fromShop, long fromJob, long taken, long deliveries, long age) {
    Map<Edge, PaneBuilder> pane = new HashMap<>();
    boolean table = source.kind == NodeKind.CHANGE_STREAM;
    if (changes && fromShop + fromJob > 0) {
      pane.put(Shop.ORDERS_CHANGES, calls(0).records(fromShop + fromJob));
    }
    long jobCalls = (fromJob + perCall - 1) / perCall;
    if (spans && fromShop > 0) {
      pane.put(shopEdge(table), batchSizes ? calls(fromShop).records(fromShop) : calls(fromShop));
    }
    if (spans && fromJob > 0) {
      pane.put(jobEdge(table), batchSizes ? calls(jobCalls).records(fromJob) : calls(jobCalls));
    }
    if (deliveries > 0) {
      long failed = Math.round(failing * deliveries);
      PaneBuilder given = calls(deliveries).failed(failed, ErrorClass.OTHER);
      given = counts ? given.records(taken) : given;
      pane.put(deliverEdge(), ages ? given.aged(deliveries, age / deliveries) : given);
    }
    return pane;
  }

  Edge shopEdge(boolean table) {
    return table ? Shop.ORDERS_WRITES : Edge.of(Shop.ORDERS, source, Access.PUBLISH);
  }

  Edge jobEdge(boolean table) {
    return table ? JOB_WRITES : Edge.of(JOB, source, Access.PUBLISH);
  }

  Edge deliverEdge() {
    return Edge.of(source, Shop.BILLING, Access.DELIVER);
  }

  private long poisson(double mean) {
    if (mean > 30) {
      return Math.max(0, Math.round(mean + Math.sqrt(mean) * (random.nextDouble() * 3.4 - 1.7)));
    }
    double product = random.nextDouble();
    long n = 0;
    for (double limit = Math.exp(-mean); product > limit; product *= random.nextDouble()) {
      n++;
    }
    return n;
  }

  /** The iterator is set back to so many records before, the first of them so old. */
  void setBack(int records, int seconds) {
    for (int i = 0; i < records; i++) {
      waiting.addFirst(second - (long) seconds * i / records);
    }
  }

  /** A line for each time that something was found, and that it was over. */
  String lines() {
    return story.lines();
  }

  List<Anomaly> anomalies() {
    return story.anomalies();
  }

  /** The findings' codes, severities and roots that were written, each once. */
  String found() {
    return anomalies().stream()
        .map(
            anomaly ->
                anomaly.explanation.findings.get(0)
                    + " "
                    + anomaly.explanation.severity.label()
                    + " "
                    + anomaly.root.names())
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  FloodState state() {
    return story.state();
  }
}
