package io.flowlens.detect.misledscaling;

import static io.flowlens.detect.PaneBuilder.calls;

import io.flowlens.config.Settings;
import io.flowlens.detect.AllEpisodes;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.api.Findings;
import io.flowlens.detect.api.Round;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Node;
import io.flowlens.model.Pane;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A table with provisioned capacity, burst capacity and target tracking, as the service's guide
 * describes them; its metrics come due a quarter of an hour after their minute.
 */
final class ScaledTable {
  private static final long MINUTE = 60_000;
  private static final long WAIT = 15 * MINUTE;
  private static final double TARGET = 0.7;

  /** What is wanted of it in one minute. */
  record Load(double unitsPerSecond, double wasted, double onOneKey) {
    static Load of(double unitsPerSecond) {
      return new Load(unitsPerSecond, 0, 0);
    }
  }

  /** A minute's load, by its number. */
  interface Day {
    Load at(int minute);
  }

  private final MisledScaling detector = new MisledScaling(Settings.defaults());
  private final TableScaling state = detector.newState();
  private final AllEpisodes episodes = new AllEpisodes(Settings.defaults());
  private final Map<String, Anomaly> anomalies = new LinkedHashMap<>();
  private final TreeMap<Long, List<Signal>> due = new TreeMap<>();
  private final Random random;
  private Node node = Shop.ORDERS_TABLE;
  private Edge writer = Shop.ORDERS_WRITES;
  private double capacity;
  private double burst;
  private double most = 10_000;
  private double least = 50;
  private int above;
  private int below;
  private boolean scales = true;
  private boolean isOnDemand;
  private boolean namesCauses = true;
  private boolean answersReasons;
  private boolean sendsMetrics = true;
  private boolean reportsScaling = true;
  private ErrorClass waste = ErrorClass.CONDITIONAL;
  private boolean wasteConsumes = true;
  private int silentFrom = Integer.MAX_VALUE;
  private double silent;
  private int minutes;
  private long now = PaneBuilder.MIDNIGHT;

  ScaledTable(long seed, double capacity) {
    random = new Random(seed);
    this.capacity = capacity;
    burst = 300 * capacity;
  }

  ScaledTable onDemand() {
    isOnDemand = true;
    scales = false;
    return this;
  }

  ScaledTable withoutScaling() {
    scales = false;
    return this;
  }

  ScaledTable withoutCauses() {
    namesCauses = false;
    return this;
  }

  /** Callers report what their throttled calls were answered. */
  ScaledTable answeringReasons() {
    answersReasons = true;
    return this;
  }

  ScaledTable withoutMetrics() {
    sendsMetrics = false;
    return this;
  }

  ScaledTable withoutReports() {
    reportsScaling = false;
    return this;
  }

  ScaledTable between(double minimum, double maximum) {
    least = minimum;
    most = maximum;
    return this;
  }

  /** What is wasted times out. */
  ScaledTable timingOut(boolean consumes) {
    waste = ErrorClass.TIMEOUT;
    wasteConsumes = consumes;
    return this;
  }

  /** From this minute on somebody writes so much who sends no spans. */
  ScaledTable withSilentWriter(int minute, double unitsPerSecond) {
    silentFrom = minute;
    silent = unitsPerSecond;
    return this;
  }

  /** The same of an index of the table. */
  ScaledTable asIndex(Node index) {
    node = index;
    return this;
  }

  double capacity() {
    return capacity;
  }

  ScaledTable run(int minutes, Day day) {
    for (int i = 0; i < minutes; i++) {
      minute(day.at(i));
    }
    return this;
  }

  /** Until all that happened has been judged. */
  List<Anomaly> anomalies() {
    run(90, minute -> new Load(0, 0, 0));
    return new ArrayList<>(anomalies.values());
  }

  private void minute(Load load) {
    double wanted =
        load.unitsPerSecond / (1 - load.wasted) * Math.max(0, 1 + 0.03 * random.nextGaussian());
    double unseen = minutes++ >= silentFrom && load.unitsPerSecond > 0 ? silent : 0;
    double hot = Math.max(0, load.onOneKey * wanted - 1_000);
    double rest = unseen + (wasteConsumes ? wanted : wanted * (1 - load.wasted)) - hot;
    double served = isOnDemand ? rest : Math.min(rest, capacity + burst / 60);
    burst = Math.max(0, Math.min(300 * capacity, burst + 60 * (capacity - served)));
    double refused = rest - served;
    if (sendsMetrics) {
      metric(SignalKind.CONSUMED_WRITE_UNITS, "", 60 * served);
      metric(SignalKind.WRITE_THROTTLES, "", Math.rint(60 * (hot + refused)));
      if (namesCauses) {
        metric(SignalKind.WRITE_THROTTLES, Signal.KEY_RANGE, Math.rint(60 * hot));
        metric(SignalKind.WRITE_THROTTLES, Signal.PROVISIONED, Math.rint(60 * refused));
      }
      if (!isOnDemand && now % (5 * MINUTE) == 0) {
        metric(SignalKind.PROVISIONED_WRITE_UNITS, "", capacity);
      }
    }
    if (scales) {
      scale(served);
    }
    panes(load, wanted, hot, hot + refused);
  }

  private void scale(double served) {
    above = served > TARGET * capacity ? above + 1 : 0;
    below = served < 0.9 * TARGET * capacity ? below + 1 : 0;
    boolean out = above == 4;
    boolean in = below == 17;
    double wanted = Math.max(least, Math.min(most, Math.ceil(served / TARGET)));
    if ((out && wanted > capacity) || (in && wanted < capacity)) {
      if (reportsScaling) {
        scaled(capacity, wanted);
      }
      capacity = wanted;
    }
    above = out ? 0 : above;
    below = in ? 0 : below;
  }

  private void scaled(double former, double wanted) {
    Signal signal = signal(SignalKind.SCALING, wanted);
    signal.dimensions.put(Signal.BY, Signal.AUTO_SCALING);
    signal.dimensions.put(Signal.CAPACITY, Signal.WRITE);
    signal.dimensions.put(Signal.FORMER, Double.toString(former));
    add(signal);
  }

  private void metric(SignalKind kind, String cause, double value) {
    Signal signal = signal(kind, value);
    if (!cause.isEmpty()) {
      signal.dimensions.put(Signal.CAUSE, cause);
    }
    add(signal);
  }

  private Signal signal(SignalKind kind, double value) {
    Signal signal = new Signal();
    signal.kind = kind;
    signal.node = node;
    signal.time = now;
    signal.evidence = Evidence.SLOW;
    signal.value = value;
    return signal;
  }

  private void add(Signal signal) {
    due.computeIfAbsent(now + WAIT, time -> new ArrayList<>()).add(signal);
  }

  private void panes(Load load, double wanted, double hot, double refused) {
    for (int i = 0; i < 6; i++) {
      PaneBuilder pane = calls(Math.round(10 * wanted));
      pane.failed(Math.round(10 * (wanted - hot) * load.wasted), waste);
      pane.failed(Math.round(10 * refused), ErrorClass.THROTTLED);
      Pane closed = pane.on(writer, now);
      if (answersReasons) {
        closed.add(Counter.THROTTLED_KEY_RANGE, Math.round(10 * hot));
        closed.add(Counter.THROTTLED_PROVISIONED, Math.round(10 * (refused - hot)));
      }
      round(wanted > 0 ? List.of(closed) : List.of());
      now += Pane.MILLIS;
    }
  }

  private void round(List<Pane> panes) {
    Findings findings = new Findings(detector.id(), now);
    List<Signal> signals = due.getOrDefault(now, List.of());
    Round round = new Round(now, panes, List.of(), signals);
    detector.judge(round, state, episodes.of(detector.id(), now), findings);
    episodes
        .advance(now, findings.all(), List.of())
        .forEach(anomaly -> anomalies.put(anomaly.id, anomaly));
  }
}
