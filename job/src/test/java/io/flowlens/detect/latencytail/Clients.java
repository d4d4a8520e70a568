package io.flowlens.detect.latencytail;

import io.flowlens.config.Settings;
import io.flowlens.detect.Story;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.Random;

/**
 * Calls of a few instances along one edge, with a known reason for each slow one. Spans show no
 * attempts of a call that succeeds, unless {@link #showing}. What is not set is off.
 */
final class Clients {
  /** How long an SDK waits, written from its documentation: nothing of the detector is used. */
  enum Sdk {
    JAVA_LEGACY(8) {
      @Override
      double wait(int retry, Random random) {
        return 500 * Math.pow(2, retry) * (0.5 + 0.5 * random.nextDouble());
      }
    },
    STANDARD(3) {
      @Override
      double wait(int retry, Random random) {
        return 1_000 * Math.pow(2, retry) * random.nextDouble();
      }
    },
    JAVASCRIPT(2) {
      @Override
      double wait(int retry, Random random) {
        return 500 * Math.pow(2, retry) * random.nextDouble();
      }
    },
    PYTHON_LEGACY(9) {
      @Override
      double wait(int retry, Random random) {
        return 50 * Math.pow(2, retry);
      }
    };

    final int retries;

    Sdk(int retries) {
      this.retries = retries;
    }

    abstract double wait(int retry, Random random);
  }

  /** Makes the extra milliseconds of a slow call. */
  interface Cause {
    double millis(Random random);
  }

  final Random random;
  private final Edge edge;
  private double now;

  /** Calls a second. */
  double rate = 20;

  double medianMillis = 4;
  double spread = 0.3;
  int instances = 3;
  Sdk sdk = Sdk.JAVA_LEGACY;

  /** Chance that an attempt is throttled. */
  double throttled;

  /** Whether the spans of calls that succeed show their attempts. */
  boolean showing;

  /** Chance of a call that is slow for another reason, and how slow. */
  double unlucky;

  Cause cause = random -> 300;

  /** Whether those fail. */
  boolean unluckyFails;

  /** Chance that a call carries 100 items and takes so much longer. */
  double large;

  double largeMillis = 200;

  /** The share of calls that are traced. */
  double kept = 1;

  /** The process stands still for so many milliseconds every so many seconds. */
  double pauseMillis;

  double pauseEvery = 30;

  Clients(Edge edge, long seed) {
    this.edge = edge;
    random = new Random(seed);
  }

  static Story<LatencyTailState> story(Edge edge) {
    return Story.of(new LatencyTail(Settings.defaults()), edge, "10:00:00");
  }

  /** So many minutes of calls follow. */
  void call(Story<LatencyTailState> story, int minutes) {
    for (int i = 0; i < 6 * minutes; i++) {
      story.then(pane(story.now()));
    }
  }

  Pane pane(long start) {
    Pane pane = new Pane();
    pane.edge = edge;
    pane.evidence = Evidence.FAST;
    pane.start = start;
    for (double second = gap(); second < 10; second += gap()) {
      FlowEvent flow = flow(start, second);
      if (random.nextDouble() < kept) {
        flow.sampled = kept < 1;
        pane.add(flow);
      }
    }
    now += 10;
    return pane;
  }

  private double gap() {
    return -Math.log(1 - random.nextDouble()) / rate;
  }

  private FlowEvent flow(long start, double second) {
    FlowEvent flow = new FlowEvent();
    double millis = attempt();
    int retries = 0;
    boolean failing = random.nextDouble() < throttled;
    while (failing && retries < sdk.retries) {
      millis += sdk.wait(retries++, random) + attempt();
      failing = random.nextDouble() < throttled;
    }
    if (failing) {
      flow.ok = false;
      flow.attempts = retries + 1;
      flow.fail(ErrorClass.THROTTLED, retries + 1);
    } else if (showing) {
      flow.attempts = retries + 1;
      flow.attemptsShown = true;
      flow.fail(ErrorClass.THROTTLED, retries);
    }
    if (random.nextDouble() < unlucky) {
      millis += cause.millis(random);
      if (unluckyFails) {
        flow.ok = false;
        flow.fail(ErrorClass.SERVER, 1);
      }
    }
    if (random.nextDouble() < large) {
      flow.records = 100;
      millis += largeMillis * (0.5 + random.nextDouble());
    }
    double sincePause = (now + second) % pauseEvery;
    millis += 1000 * sincePause < pauseMillis ? pauseMillis - 1000 * sincePause : 0;
    flow.instance = random.nextInt(instances) * 0x9E3779B97F4A7C15L + 1;
    flow.latencyMicros = Math.round(1000 * millis);
    flow.time = start + Math.min(9_999, Math.round(1000 * second + millis));
    flow.traceId = "trace-" + Long.toHexString(random.nextLong());
    return flow;
  }

  private double attempt() {
    return medianMillis * Math.exp(spread * random.nextGaussian());
  }
}
