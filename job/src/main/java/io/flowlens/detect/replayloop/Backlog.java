package io.flowlens.detect.replayloop;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Counter;
import io.flowlens.model.Pane;

/**
 * Whether a function works off what gathered before: after an outage of its own, or because its
 * iterator was set back. It then takes more than is changed now, though it does not feed itself.
 */
final class Backlog {
  /** So long without deliveries, and so many changes meanwhile, make an outage of a function. */
  private static final long OUTAGE_MILLIS = 60_000;

  private static final long OUTAGE_CHANGES = 30;

  /** For so long after a backlog its records are still among those that are summed up. */
  private static final long SUMMED_MILLIS = 15 * 60_000L;

  /** Records this old are fresh: what batching windows and a busy function make of them. */
  private static final long FRESH_SECONDS = 60;

  private Backlog() {}

  /** Takes in a pane; {@code delivered} is null when the function was given nothing. */
  static void learn(FunctionDelivery delivery, Pane delivered, long now) {
    if (delivered == null) {
      return;
    }
    long down = now - delivery.lastPane;
    if (down > OUTAGE_MILLIS && delivery.changesSince >= OUTAGE_CHANGES) {
      delivery.downMillis = down;
      delivery.downUntil = now;
      delivery.catchingUpUntil = Math.max(delivery.catchingUpUntil, now + down + SUMMED_MILLIS);
    }
    learnAge(delivery, delivered, now);
  }

  /**
   * A function that cannot keep up falls behind by a second each second at most. Records that are
   * older than that were there before: the iterator was set back, or a shard stood.
   */
  private static void learnAge(FunctionDelivery delivery, Pane delivered, long now) {
    long known = delivered.get(Counter.OF_KNOWN_AGE);
    if (known == 0) {
      return;
    }
    long age = delivered.get(Counter.AGE_SECONDS) / known;
    delivery.ageSeconds = age;
    delivery.ageAt = now;
    if (age <= FRESH_SECONDS) {
      delivery.freshAt = now;
    } else if (delivery.freshAt != 0 && age > FRESH_SECONDS + (now - delivery.freshAt) / 1_000) {
      delivery.catchingUpUntil = Math.max(delivery.catchingUpUntil, now + SUMMED_MILLIS);
    }
  }

  /** What was checked of it, as an anomaly says it. */
  static String check(FunctionDelivery delivery, long now) {
    if (delivery.ageAt != 0 && now - delivery.ageAt <= SUMMED_MILLIS) {
      return format(
          "Backlog: no; records are %,d s old when the function is given them.",
          delivery.ageSeconds);
    }
    return delivery.downUntil == 0
        ? "Backlog: the function had no outage since it is watched; how old its records are is not known."
        : format(
            "Backlog: the function was last down until %s, for %s; what gathered then is not counted.",
            Waiting.clock(delivery.downUntil), Waiting.lasting(delivery.downMillis));
  }
}
