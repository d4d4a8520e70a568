package io.flowlens.detect.consistencyconflict;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.consistencyconflict.Replicas.ChangeRecord;
import io.flowlens.model.ItemChanges.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random interleavings of writes in several regions, against a model that knows what is lost. */
class LostUpdatePrecisionTest {
  private static final int SEEDS = 15;
  private static final int KEYS = 12;
  private static final long START = 1_764_028_800_123L;

  /** What was claimed and what is true, over all seeds. */
  private static final class Score {
    long claimed;
    long right;
    long lost;

    void add(Map<Long, Integer> claims, Replicas truth) {
      for (long key = 1; key <= KEYS; key++) {
        int claim = claims.getOrDefault(key, 0);
        claimed += claim;
        lost += truth.lost(key);
        right += Math.min(claim, truth.lost(key));
      }
    }

    double precision() {
      return claimed == 0 ? 1 : (double) right / claimed;
    }

    @Override
    public String toString() {
      return claimed + " claimed, " + right + " right, " + lost + " lost";
    }

    double recall() {
      return lost == 0 ? 1 : (double) right / lost;
    }
  }

  /** Writes of ten minutes: a share of them in the second region and those after it. */
  private static Replicas traffic(
      long seed, int regions, double elsewhere, double merging, int values) {
    Random random = new Random(seed);
    Replicas replicas = new Replicas(seed, regions, merging);
    long at = START;
    while (at < START + 600_000) {
      at += 1 + (long) (-Math.log(1 - random.nextDouble()) * 700);
      int region = random.nextDouble() < elsewhere ? 1 + random.nextInt(regions - 1) : 0;
      long value = values == 0 ? 0 : 100 + random.nextInt(values);
      long lag = 150 + (long) (Math.exp(random.nextGaussian()) * 500);
      replicas.write(at, region, 1 + random.nextInt(KEYS), value, lag);
    }
    replicas.arriveUntil(Long.MAX_VALUE);
    return replicas;
  }

  /** What the job claims of these records, by item. */
  private static Map<Long, Integer> claims(List<ChangeRecord> records, int regions) {
    List<ChangeRecord> sorted = new ArrayList<>(records);
    sorted.sort(Comparator.comparingLong(record -> record.change().time));
    Map<Long, Integer> claims = new HashMap<>();
    byte[] packed = new byte[0];
    int next = 0;
    for (long end = START + 10_000; end < START + 700_000; end += 10_000) {
      Steps steps = Steps.unpack(packed, regions);
      List<ChangeRecord> round = new ArrayList<>();
      while (next < sorted.size() && sorted.get(next).change().time < end) {
        round.add(sorted.get(next++));
      }
      round.sort(Comparator.comparingInt(ChangeRecord::region));
      round.forEach(record -> steps.add(record.region(), record.key(), record.change()));
      for (Overwrite overwrite : new Histories(steps, regions, 100, 15_000).compare(end)) {
        claims.merge(overwrite.key, overwrite.updates, Integer::sum);
      }
      steps.forget(end - 120_000);
      packed = steps.packed();
    }
    return claims;
  }

  private static List<ChangeRecord> without(List<ChangeRecord> records, double share, long seed) {
    Random random = new Random(seed);
    return records.stream().filter(record -> random.nextDouble() >= share).toList();
  }

  private static List<ChangeRecord> inSeconds(List<ChangeRecord> records) {
    return records.stream()
        .map(
            record ->
                new ChangeRecord(
                    record.region(),
                    record.key(),
                    new Change(
                        record.change().before,
                        record.change().after,
                        record.change().time / 1_000 * 1_000)))
        .toList();
  }

  @Test
  void oneRegionThatWritesLosesNothingHoweverReplicationMerges() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Replicas replicas = traffic(seed, 2 + seed % 2, 0, seed % 3 * 0.5, 0);
      assertThat(claims(replicas.records, 2 + seed % 2)).isEmpty();
      assertThat(claims(without(replicas.records, 0.1, seed), 2 + seed % 2)).isEmpty();
    }
  }

  @Test
  void updatesLostBetweenTwoRegionsAreFoundAndNothingElseIs() {
    Score score = new Score();
    for (int seed = 0; seed < SEEDS; seed++) {
      Replicas replicas = traffic(seed, 2, 0.3, seed % 3 * 0.5, 0);
      List<ChangeRecord> twice = new ArrayList<>(replicas.records);
      twice.addAll(replicas.records.subList(0, replicas.records.size() / 2));
      score.add(claims(twice, 2), replicas);
    }
    assertThat(score.lost).isGreaterThan(300);
    assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).as(score.toString()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void threeRegionsAreNoHarder() {
    Score score = new Score();
    for (int seed = 0; seed < SEEDS; seed++) {
      Replicas replicas = traffic(seed, 3, 0.3, seed % 3 * 0.5, 0);
      score.add(claims(replicas.records, 3), replicas);
    }
    assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).as(score.toString()).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void withoutSomeRecordsFewerAreFoundButNoneThatIsNotThere() {
    Score score = new Score();
    for (int seed = 0; seed < SEEDS; seed++) {
      Replicas replicas = traffic(seed, 2, 0.3, seed % 3 * 0.5, 0);
      score.add(claims(without(replicas.records, 0.1, seed), 2), replicas);
    }
    assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).as(score.toString()).isGreaterThan(0.3);
  }

  @Test
  void timesInWholeSecondsCostFindingsButNotPrecision() {
    Score score = new Score();
    for (int seed = 0; seed < SEEDS; seed++) {
      Replicas replicas = traffic(seed, 2, 0.3, seed % 3 * 0.5, 0);
      score.add(claims(inSeconds(replicas.records), 2), replicas);
    }
    assertThat(score.precision()).as(score.toString()).isGreaterThanOrEqualTo(0.99);
    assertThat(score.recall()).as(score.toString()).isGreaterThan(0.5);
  }

  @Test
  void valuesThatComeBackAreLeftOpenRatherThanMistaken() {
    Score score = new Score();
    for (int seed = 0; seed < SEEDS; seed++) {
      Replicas replicas = traffic(seed, 2, 0, 0.7, 3);
      score.add(claims(without(replicas.records, seed % 2 * 0.1, seed), 2), replicas);
    }
    assertThat(score.claimed).as(score.toString()).isLessThanOrEqualTo(1);
  }
}
