package io.flowlens.flow;

import io.flowlens.config.Option;
import io.flowlens.config.SlowWait;
import java.time.Duration;
import java.util.List;

/** Settings of pairing, panes and edge aggregates: group {@code Flow}. */
public final class FlowOptions {
  private static final String GROUP = "Flow";

  /** How long a span waits for its other half. */
  public static final Option<Duration> PAIR_WAIT =
      Option.duration(
          GROUP,
          "pair.wait",
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          "How long a client or server span waits for its other half, in event time after its own end."
              + " After that it counts alone, as unpaired.");

  /** How often an edge's current row is written. */
  public static final Option<Duration> UPDATE_INTERVAL =
      Option.duration(
          GROUP,
          "update.interval",
          Duration.ofSeconds(5),
          Duration.ofMillis(200),
          Duration.ofMinutes(1),
          "How soon after a change the row of an open minute is written again. With 5 s an edge costs at"
              + " most 12 table writes a minute, and the diagram is 5 s behind at most for this reason.");

  /** How long after its end a minute still takes fast evidence. */
  public static final Option<Duration> LATENESS =
      Option.duration(
          GROUP,
          "lateness",
          Duration.ofMinutes(2),
          Duration.ZERO,
          Duration.ofHours(1),
          "How long after its end (in event time) a minute still takes late spans and records. Its row is"
              + " then written again; what comes later is counted as late on the edge's current row.");

  /** How long after its end a minute still takes slow evidence. */
  public static final Option<Duration> SLOW_LATENESS =
      Option.duration(
          GROUP,
          "slow.lateness",
          Duration.ofMinutes(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(60),
          "The same for slow evidence such as CloudTrail, which arrives five to fifteen minutes after the"
              + " fact. It is never less than slow.wait.");

  /** How many edges one parallel instance tells apart. */
  public static final Option<Long> MAX_EDGES =
      Option.count(
          GROUP,
          "max.edges",
          50_000,
          1,
          1_000_000,
          "How many distinct edges one parallel instance tells apart in an hour. Flows of further edges are"
              + " folded into one edge between two nodes named other, and its rows say how many.");

  private FlowOptions() {}

  /** All of them, in the order of docs/configuration.md. */
  public static List<Option<?>> all() {
    return List.of(PAIR_WAIT, UPDATE_INTERVAL, LATENESS, SLOW_LATENESS, SlowWait.OPTION, MAX_EDGES);
  }
}
