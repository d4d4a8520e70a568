package io.flowlens.detect.coldcachespike;

import io.flowlens.detect.Story;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Calls of a fleet of instances along one edge, call by call, with a known reason for each slow
 * one. What is not set is off; rates and chances can be changed while it runs.
 */
final class Callers {
  private final Random random;
  private final double[] lastEnd;
  private final long[] names;
  private double now;

  /** What its chances are drawn from. */
  final long seed;

  /** Calls a second, of all instances together. */
  double rate = 10;

  /** Median of a call that nothing slows down, in milliseconds. */
  double medianMillis = 6;

  /** Spread of that: standard deviation of its logarithm. */
  double spread = 0.25;

  /** An instance's connection is closed after so many seconds without a call. */
  double idleSeconds = Double.POSITIVE_INFINITY;

  /** What a new connection costs, in milliseconds. */
  double connectMillis = 110;

  /** Chance that a call is made by an instance that is new, and what its start adds. */
  double newInstance;

  double startMillis = 250;

  /** Chance that the callee is started for a call; it costs the same. */
  double coldCallee;

  /** Chance that a call is throttled, each time it is tried. */
  double throttled;

  /** Chance that a call carries 100 items, and what that adds. */
  double large;

  double largeMillis = 90;

  /** Chance that a call is slow for no reason that shows, and what that adds. */
  double unlucky;

  double unluckyMillis = 110;

  /** The items that are called; null where calls do not tell. */
  Keys keys;

  /** The share of calls that are traced. */
  double kept = 1;

  /** Whether the traces tell that share. */
  boolean told = true;

  Callers(long seed, int instances) {
    this.seed = seed;
    random = new Random(seed);
    lastEnd = new double[instances];
    names = random.longs(instances).toArray();
    Arrays.fill(lastEnd, Double.NEGATIVE_INFINITY);
  }

  /** The instances from {@code from} to {@code to} are replaced by new ones. */
  void replace(int from, int to) {
    for (int i = from; i < to && i < names.length; i++) {
      names[i] = random.nextLong();
      lastEnd[i] = Double.NEGATIVE_INFINITY;
    }
  }

  /** The instances from {@code from} to {@code to} lose their connections. */
  void restart(int from, int to) {
    for (int i = from; i < to && i < names.length; i++) {
      lastEnd[i] = Double.NEGATIVE_INFINITY;
    }
  }

  /** So many panes of calls follow. */
  <S> void call(Story<S> story, Edge edge, int panes) {
    for (int i = 0; i < panes; i++) {
      story.then(pane(edge, story.now()));
    }
  }

  /** The next ten seconds. */
  Pane pane(Edge edge, long start) {
    Pane pane = new Pane();
    pane.edge = edge;
    pane.evidence = Evidence.FAST;
    pane.start = start;
    flows(start).forEach(pane::add);
    return pane;
  }

  /** The calls of the next ten seconds. */
  List<FlowEvent> flows(long paneStart) {
    List<FlowEvent> flows = new ArrayList<>();
    double start = now;
    double end = now + Pane.MILLIS / 1000.0;
    for (now += pause(); now < end; now += pause()) {
      FlowEvent flow = call(paneStart, now - start);
      if (random.nextDouble() < kept) {
        flow.sampled = kept < 1;
        flow.leftOutMilli = told ? (int) Math.round(1000 * (1 - kept) / kept) : 0;
        flows.add(flow);
      }
    }
    now = end;
    return flows;
  }

  private double pause() {
    return -Math.log(1 - random.nextDouble()) / rate;
  }

  private FlowEvent call(long paneStart, double second) {
    FlowEvent flow = new FlowEvent();
    int instance = random.nextInt(names.length);
    double millis = medianMillis * Math.exp(spread * random.nextGaussian());
    if (random.nextDouble() < newInstance) {
      replace(instance, instance + 1);
    }
    boolean isNew = lastEnd[instance] == Double.NEGATIVE_INFINITY;
    millis += keys == null ? 0 : keys.call(flow, now, isNew);
    if (isNew) {
      millis += startMillis * jitter();
    } else if (now - lastEnd[instance] > idleSeconds) {
      millis += connectMillis * jitter();
    }
    if (random.nextDouble() < coldCallee) {
      flow.coldStart = true;
      millis += startMillis * jitter();
    }
    while (flow.attempts < 4 && random.nextDouble() < throttled) {
      millis += 50 * Math.pow(2, flow.attempts) * random.nextDouble() + 5;
      flow.fail(ErrorClass.THROTTLED, 1);
      flow.attempts++;
    }
    if (random.nextDouble() < large) {
      flow.records = 100;
      millis += largeMillis * jitter();
    }
    millis += random.nextDouble() < unlucky ? unluckyMillis * jitter() : 0;
    lastEnd[instance] = now + millis / 1000;
    flow.instance = names[instance];
    if (keys != null && keys.ofOneInstanceEach) {
      flow.keyHash = flow.instance;
    }
    flow.latencyMicros = Math.round(1000 * millis);
    flow.time = paneStart + Math.round(1000 * second + millis);
    flow.traceId = "trace-" + Long.toHexString(random.nextLong());
    return flow;
  }

  private double jitter() {
    return Math.exp(0.15 * random.nextGaussian());
  }
}
