package io.flowlens.detect.consistencyconflict;

import io.flowlens.config.Settings;
import io.flowlens.detect.consistencyconflict.Losses.Direction;
import io.flowlens.detect.consistencyconflict.Losses.Example;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** When lost updates are an anomaly, and when that is over. */
final class LossCriteria implements Serializable {
  private static final long WITHIN_MILLIS = 24 * 3_600_000L;

  private final int minLost;
  private final long overMillis;

  LossCriteria(Settings settings) {
    minLost = (int) (long) settings.get(ConsistencyConflictOptions.MIN_LOST);
    overMillis = settings.get(ConsistencyConflictOptions.OVER_AFTER).toMillis();
  }

  /** How many within a day are an anomaly. */
  long minLost() {
    return minLost;
  }

  /** Adds one. */
  void add(ReplicatedTable table, Overwrite overwrite) {
    Losses losses = table.losses;
    if (losses == null) {
      losses = new Losses();
      losses.since = overwrite.at;
      table.losses = losses;
    }
    losses.since = Math.min(losses.since, overwrite.at);
    losses.last = Math.max(losses.last, overwrite.at);
    losses.newest = newest(losses.newest, overwrite);
    losses.lost += overwrite.updates;
    losses.byVersions += overwrite.byVersions ? overwrite.updates : 0;
    losses.longestLag = Math.max(losses.longestLag, overwrite.lagMillis);
    direction(losses, overwrite).lost += overwrite.updates;
    Arrays.sort(losses.directions, Comparator.comparingLong(direction -> -direction.lost));
    losses.examples = examples(losses.examples, overwrite);
  }

  private long[] newest(long[] newest, Overwrite overwrite) {
    return LongStream.concat(
            Arrays.stream(newest),
            LongStream.generate(() -> overwrite.at).limit(Math.min(minLost, overwrite.updates)))
        .sorted()
        .skip(Math.max(0, newest.length + Math.min(minLost, overwrite.updates) - minLost))
        .toArray();
  }

  private static Direction direction(Losses losses, Overwrite overwrite) {
    for (Direction known : losses.directions) {
      if (known.winner == overwrite.winner && known.loser == overwrite.loser) {
        return known;
      }
    }
    Direction direction = new Direction();
    direction.winner = overwrite.winner;
    direction.loser = overwrite.loser;
    losses.directions =
        Stream.concat(Arrays.stream(losses.directions), Stream.of(direction))
            .toArray(Direction[]::new);
    return direction;
  }

  private static Example[] examples(Example[] examples, Overwrite overwrite) {
    Example example = new Example();
    example.key = overwrite.key;
    example.winner = overwrite.winner;
    example.loser = overwrite.loser;
    example.at = overwrite.at;
    return Stream.concat(Arrays.stream(examples), Stream.of(example))
        .skip(Math.max(0, examples.length + 1 - Losses.EXAMPLES))
        .toArray(Example[]::new);
  }

  /** Whether there are enough, and the tables are replicas of each other. */
  boolean isMet(ReplicatedTable table) {
    Losses losses = table.losses;
    return losses.newest.length == minLost
        && losses.last - losses.newest[0] < WITHIN_MILLIS
        && table.replicated >= table.unmatched;
  }

  /** Whether nothing was lost for so long that it is over. */
  boolean isOver(Losses losses, long now) {
    return now - losses.last >= (losses.reported ? overMillis : WITHIN_MILLIS);
  }
}
