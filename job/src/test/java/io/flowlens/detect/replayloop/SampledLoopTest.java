package io.flowlens.detect.replayloop;

import static io.flowlens.detect.PaneBuilder.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.PaneBuilder;
import io.flowlens.detect.Shop;
import io.flowlens.detect.TableStory;
import io.flowlens.model.Edge;
import io.flowlens.model.Judgement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Billing is given the changes of the table Orders; of writes, only one trace in 20 is kept. */
class SampledLoopTest {
  private static final int KEPT = 20;

  private final TableStory<TableReplays> story =
      new TableStory<>(new ReplayLoop(Settings.defaults()), "10:00:00");

  @Test
  void whatIsTracedStandsForWhatIsNot() {
    story.then(60, traffic(400, 400).by(2, 10).others(10).panes());
    assertThat(newest().explanation.summary).contains("about 12,000 writes", "(R = 0.50)");
    assertThat(newest().explanation.counterEvidence)
        .contains(
            "Sampling: 600 of its writes were traced, in 120 invocations; by the share of traces that is kept it made"
                + " about 12,000, and surely 9,931.");
  }

  @Test
  void aLoopThatRunsAwayIsToldOnceEnoughIsTraced() {
    story.then(2, traffic(400, 400).by(2, 20).others(1).panes());
    assertThat(story.lines()).isEmpty();
    story.then(1, traffic(400, 400).by(2, 20).others(1).panes());
    assertThat(newest().explanation.findings).contains("LOOP_COSTLY");
    story.then(90, traffic(4_000, 4_000).by(20, 199).others(1).panes());
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
  }

  @Test
  void aSampleThatShowsTheFunctionMoreOftenThanItIsThereMakesNoLoop() {
    story.then(6, traffic(40, 20).by(2, 2).others(0).panes());
    story.then(6, traffic(40, 20).by(1, 1).others(1).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionWhoseWritesAreFilteredOutIsNoLoopHoweverLongItIsSeen() {
    story.then(180, traffic(4_000, 2_000).by(10, 100).others(100).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void oneInvocationThatWroteMuchSaysLittle() {
    story.then(1, traffic(3_000, 2_000).by(1, 100).others(3).panes());
    story.then(5, traffic(3_000, 2_000).others(3).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionThatIsTracedMoreThanOthersIsNoLoopForThat() {
    Traffic filtered = traffic(200, 100).others(5);
    filtered.panes.put(Shop.BILLING_WRITES, calls(100));
    filtered.panes.put(Shop.BILLING_IS_GIVEN_ORDERS, calls(100).records(100));
    story.then(120, filtered.panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void writersThatAreNotTracedAtAllAreOthers() {
    story.then(120, traffic(3_000, 2_000).by(10, 50).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFewWritesThatHappenToBeTracedAreNotScaledUpToACost() {
    story.then(1, traffic(1_000, 1_000).by(3, 3).others(2).panes());
    story.then(30, traffic(1_000, 1_000).others(50).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aSampleOfUnknownShareIsTakenForAllThatWasWritten() {
    Traffic loop = traffic(400, 400);
    loop.panes.put(Shop.BILLING_WRITES, calls(120).sampled());
    story.then(60, loop.panes());
    assertThat(newest().explanation.summary).contains("(R = 0.30)");
    assertThat(newest().explanation.counterEvidence).anyMatch(check -> check.contains("higher"));
  }

  @Test
  void whatMayRunAwayIsNotSaidToDieOut() {
    story.then(60, traffic(40, 40).by(1, 2).others(0).panes());
    assertThat(newest().explanation.findings).contains("LOOP_COSTLY");
    assertThat(newest().explanation.summary).contains(", and it may not end by itself.");
  }

  @Test
  void aLoopThatOutrunsItsFunctionIsTheRestOfWhatOthersDo() {
    story.then(60, traffic(200, 200).others(10).panes());
    outrunBilling();
    assertThat(newest().explanation.findings).contains("LOOP_RUNAWAY");
    assertThat(newest().explanation.counterEvidence)
        .contains(
            "Sampling: 1,200 of its writes were traced, in 6 invocations; by the 180 traced writes of others, and what"
                + " these stood for before it wrote, others made about 3,600 changes and it made about 25,560, surely"
                + " 24,458.");
  }

  @Test
  void whereNothingIsKnownFromBeforeAFewInvocationsSayTooLittle() {
    outrunBilling();
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void whatWasKnownIsNotBelievedForLong() {
    story.then(60, traffic(200, 200).others(10).panes());
    story.then(181, traffic(0, 0).panes());
    outrunBilling();
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void writersWhoWereNeverTracedAreAmongOthers() {
    story.then(60, traffic(800, 800).others(10).panes());
    story.then(120, traffic(1_600, 800).by(2, 40).others(10).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aFunctionThatBeginsToMarkWhatItIsGivenIsNoLoopWhenItsMarksAreFilteredOut() {
    story.then(60, traffic(200, 200).others(10).panes());
    story.then(120, traffic(400, 200).by(1, 10).others(10).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aRushOfOthersIsNoLoopOfAFunctionThatMarksWhatItIsGiven() {
    story.then(60, traffic(200, 200).others(10).panes());
    story.then(30, traffic(4_000, 2_000).by(2, 100).others(100).panes());
    assertThat(story.lines()).isEmpty();
  }

  @Test
  void aShareOfTracesThatChangesMakesNoLoop() {
    story.then(60, traffic(2_000, 2_000).others(100).panes());
    Traffic half = traffic(4_000, 2_000);
    half.panes.put(Shop.BILLING_IS_GIVEN_ORDERS, calls(1).oneIn(40).records(2_000));
    half.panes.put(Shop.BILLING_WRITES, calls(50).oneIn(40));
    half.panes.put(Shop.ORDERS_WRITES, calls(50).oneIn(40));
    story.then(120, half.panes());
    assertThat(story.lines()).isEmpty();
  }

  /**
   * Three minutes in which each record begets two changes, of which billing takes no more than 710
   * in a pane: in batches of 100, of which one in three panes is traced.
   */
  private void outrunBilling() {
    for (int traced = 0; traced < 6; traced++) {
      story.then(1, traffic(1_620, 710).by(1, 200).others(10).panes());
      story.then(2, traffic(1_620, 710).others(10).panes());
    }
  }

  private Judgement newest() {
    return story.judgements().get(0);
  }

  private static Traffic traffic(long changes, long given) {
    Traffic traffic = new Traffic();
    traffic.panes.put(Shop.ORDERS_CHANGES, calls(changes).records(changes));
    traffic.panes.put(Shop.BILLING_IS_GIVEN_ORDERS, calls(0).records(given));
    traffic.given = given;
    return traffic;
  }

  /** One pane of the table: all changes and deliveries, and the writes that are traced. */
  private static final class Traffic {
    private final Map<Edge, PaneBuilder> panes = new HashMap<>();
    private long given;

    /** In so many traced invocations billing made so many writes. */
    Traffic by(long invocations, long writes) {
      panes.put(Shop.BILLING_IS_GIVEN_ORDERS, calls(invocations).oneIn(KEPT).records(given));
      panes.put(Shop.BILLING_WRITES, calls(writes).oneIn(KEPT));
      return this;
    }

    /** So many writes of others are traced. */
    Traffic others(long writes) {
      panes.put(Shop.ORDERS_WRITES, calls(writes).oneIn(KEPT));
      return this;
    }

    Map<Edge, PaneBuilder> panes() {
      return panes;
    }
  }
}
