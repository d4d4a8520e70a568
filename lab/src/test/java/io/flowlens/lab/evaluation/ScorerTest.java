package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.Run;
import io.flowlens.lab.simulator.archive.Delivery;
import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.truth.EdgeIds;
import io.flowlens.lab.simulator.truth.Episode;
import io.flowlens.lab.simulator.truth.RetryLedger;
import io.flowlens.lab.simulator.world.World;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScorerTest {
  private static Fleet fleet;
  private static RetryLedger ledger;
  private static Episode storm;

  private final Score score = new Score();

  @BeforeAll
  static void oneStormAndOneSurge() {
    Interval when = new Interval(1_767_603_600_000_000L, 1_767_605_100_000_000L);
    fleet =
        Fleet.of(
            List.of(Family.RETRY_CASCADE.faults().get(5)),
            List.of(Family.RETRY_CASCADE.negatives().get(1)),
            when,
            2,
            3);
    ledger = new RetryLedger(new EdgeIds(World.ACCOUNT));
    Run.of(fleet.world(), 3, 1, Delivery.PERFECT, ledger);
    storm = ledger.real(fleet.cells().get(0).episodes().get(0)).orElseThrow();
  }

  private static Detection detection(String root, long from, long to) {
    return Detection.alarm(root + from, "retry-cascade", from, from + 20_000, to, root);
  }

  @Test
  void aDetectionInTimeAndPlaceFindsTheFault() {
    new Scorer(fleet, "retry-cascade", ledger)
        .score(List.of(detection(storm.root(), storm.onset(), storm.end())), score);
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.precision()).isEqualTo(1);
    assertThat(score.secondsToDetect(0.5)).isEqualTo(20);
    assertThat(score.rootTop1()).isEqualTo(1);
  }

  @Test
  void twoPiecesOfOneFaultAreFragments() {
    long middle = (storm.onset() + storm.end()) / 2;
    new Scorer(fleet, "retry-cascade", ledger)
        .score(
            List.of(
                detection(storm.root(), storm.onset(), middle - 1000),
                detection(storm.root(), middle, storm.end())),
            score);
    assertThat(score.fragmentation()).isEqualTo(2);
    assertThat(score.found()).isEqualTo(1);
  }

  @Test
  void theWrongEdgeOfThePathIsFoundButNotRooted() {
    new Scorer(fleet, "retry-cascade", ledger)
        .score(List.of(detection(storm.path().get(1), storm.onset(), storm.end())), score);
    assertThat(score.recall()).isEqualTo(1);
    assertThat(score.rootTop3()).isZero();
  }

  @Test
  void aDetectionElsewhereIsFalse() {
    String innocent = storm.root().replace("c000", "c001");
    new Scorer(fleet, "retry-cascade", ledger)
        .score(List.of(detection(innocent, storm.onset(), storm.end())), score);
    assertThat(score.recall()).isZero();
    assertThat(score.falseByStory()).containsEntry("surge", 1);
  }

  @Test
  void aDetectionBeforeTheFaultIsFalse() {
    long early = storm.onset() - 300_000;
    new Scorer(fleet, "retry-cascade", ledger)
        .score(List.of(detection(storm.root(), early, early + 60_000)), score);
    assertThat(score.found()).isZero();
    assertThat(score.falseAlarms()).isEqualTo(1);
  }

  @Test
  void aDetectionOfWhatIsLeftOfAFaultIsNeitherFoundNorFalse() {
    Episode planned =
        new Episode(storm.type(), "storm", storm.onset(), storm.end() + 600_000, storm.path());
    Cell cell =
        new Cell("c000", "a storm and its rest", fleet.world(), List.of(planned), List.of());
    Scorer scorer = new Scorer(new Fleet(List.of(cell)), "retry-cascade", ledger);
    long left = storm.end() + 300_000;
    scorer.score(List.of(detection(storm.root(), left, left + 60_000)), score);
    assertThat(score.found()).isZero();
    assertThat(score.falseAlarms()).isZero();
    long over = planned.end() + 120_000;
    scorer.score(List.of(detection(storm.root(), over, over + 60_000)), score);
    assertThat(score.falseAlarms()).isEqualTo(1);
  }

  @Test
  void numbersAreHeldAgainstTheWholeEpisodeHoweverLateItWasFound() {
    double truth = ledger.attemptsPerCall(storm.root(), storm.onset(), storm.end());
    long from = storm.end() + 10_000;
    Detection late =
        new Detection(
            "late",
            "retry-cascade",
            from,
            from + 20_000,
            from + 40_000,
            List.of(storm.root()),
            false,
            false,
            List.of(),
            Map.of("attempts-per-call", 2 * truth),
            false);
    new Scorer(fleet, "retry-cascade", ledger).score(List.of(late), score);
    assertThat(score.errors().get("attempts-per-call")).containsExactly(1.0);
  }

  @Test
  void whatWasTakenBackFindsNothingAndIsNotFalse() {
    String innocent = storm.root().replace("c000", "c001");
    new Scorer(fleet, "retry-cascade", ledger)
        .score(
            List.of(
                detection(storm.root(), storm.onset(), storm.end()).takenBack(),
                detection(innocent, storm.onset(), storm.end()).takenBack()),
            score);
    assertThat(score.recall()).isZero();
    assertThat(score.falseAlarms()).isZero();
    assertThat(score.retractedByStory()).containsOnlyKeys("surge").containsEntry("surge", 1);
    assertThat(score.deniedByStory()).hasSize(1);
  }

  @Test
  void forInformationOneMaySayWhatIsTrueButNoFault() {
    Cell deploy = new Cell("c000", "deploy", fleet.world(), List.of(), List.of(storm));
    Scorer scorer = new Scorer(new Fleet(List.of(deploy)), "retry-cascade", ledger);
    Detection alarm = detection(storm.root(), storm.onset(), storm.end());
    scorer.score(List.of(alarm.forInformation()), score);
    assertThat(score.falseAlarms()).isZero();
    scorer.score(List.of(alarm), score);
    assertThat(score.falseAlarms()).isEqualTo(1);
  }

  @Test
  void aFaultIsToldByOneOfItsCodes() {
    score.kind(true);
    score.kind(false);
    assertThat(score.rightKinds()).isEqualTo(0.5);
  }

  @Test
  void withoutAnyFalseEpisodeTheBoundIsThreeInTheDaysWatched() {
    score.watched(3_000);
    assertThat(score.falsePerEdgeDayAtMost(0) * 3_000).isBetween(2.99, 3.0);
    assertThat(score.falsePerEdgeDayAtMost(1) * 3_000).isBetween(4.74, 4.75);
  }
}
