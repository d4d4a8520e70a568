package io.flowlens.lab.simulator.stories;

import java.util.List;

/**
 * The stories that one detection is tried on.
 *
 * @param type the anomaly type
 * @param faults what must be found
 * @param slowFaults what must be found, but shows only in a day
 * @param negatives what looks like it and is none
 */
public record Family(
    String type, List<Story> faults, List<Story> slowFaults, List<Story> negatives) {
  /** Retries that multiply load. */
  public static final Family RETRY_CASCADE =
      new Family("retry-cascade", Storms.all(), List.of(), NoStorms.all());

  /** Calls served from a region that is not the nearest one with the data. */
  public static final Family REGION_MISMATCH =
      new Family("region-mismatch", Misroutes.quick(), Misroutes.slow(), NoMisroutes.all());

  /** Tails that come from first uses. */
  public static final Family COLD_CACHE_SPIKE =
      new Family("cold-cache-spike", ColdSpikes.all(), List.of(), NoColdSpikes.all());

  /** The same data worked on again and again. */
  public static final Family REPLAY_LOOP =
      new Family("replay-loop", Replays.all(), List.of(), NoReplays.all());

  /** Calls that take long because they are retried, where no span shows it. */
  public static final Family LATENCY_TAIL =
      new Family(Tails.TYPE, Tails.all(), List.of(), NoTails.all());

  /** Writes that are paid for and change nothing. */
  public static final Family TRANSACTIONAL_CHURN =
      new Family("transactional-churn", Churns.all(), List.of(), NoChurns.all());

  /** All of them. */
  public static final List<Family> ALL =
      List.of(
          RETRY_CASCADE,
          REPLAY_LOOP,
          COLD_CACHE_SPIKE,
          REGION_MISMATCH,
          LATENCY_TAIL,
          TRANSACTIONAL_CHURN);

  @Override
  public String toString() {
    return type;
  }
}
