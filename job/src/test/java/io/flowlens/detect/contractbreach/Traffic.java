package io.flowlens.detect.contractbreach;

import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.Pane;
import java.util.Random;

/** Calls at random: so many a second on average, of which a share fails or is slow. */
final class Traffic {
  private final Random random;
  private final Edge edge;
  private final double perSecond;
  private double failing;
  private ErrorClass errorClass = ErrorClass.SERVER;
  private double retried;
  private double slow;

  Traffic(long seed, Edge edge, double perSecond) {
    this.random = new Random(seed * 31 + edge.id().hashCode());
    this.edge = edge;
    this.perSecond = perSecond;
  }

  /** This share of the calls fails for good from now on. */
  Traffic failing(double share, ErrorClass errorClass) {
    this.failing = share;
    this.errorClass = errorClass;
    return this;
  }

  /** This share of the calls succeeds at the second attempt only. */
  Traffic retried(double share) {
    this.retried = share;
    return this;
  }

  /** This share of the calls takes 400 ms, the others 5 ms. */
  Traffic slow(double share) {
    this.slow = share;
    return this;
  }

  /** Ten seconds of it. */
  Pane pane(long start) {
    return pane(start, 1);
  }

  /** Ten seconds of so many times as much. */
  Pane pane(long start, double times) {
    Pane pane = new Pane();
    pane.edge = edge;
    pane.evidence = Evidence.FAST;
    pane.start = start;
    int calls = poisson(10 * perSecond * times);
    for (int i = 0; i < calls; i++) {
      boolean fails = random.nextDouble() < failing;
      pane.add(Counter.CALLS, 1);
      pane.add(fails ? Counter.FAILED : Counter.OK, 1);
      pane.add(Counter.of(errorClass), fails ? 1 : 0);
      boolean again = random.nextDouble() < retried;
      pane.add(Counter.RETRIES, again ? 1 : 0);
      pane.add(Counter.THROTTLED, again ? 1 : 0);
      pane.get(Detail.LATENCY).add(random.nextDouble() < slow ? 400_000 : 5_000);
    }
    return pane;
  }

  private int poisson(double mean) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int n = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      n++;
    }
    return n;
  }
}
