package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WriteLedgerTest {
  /** Counters of the ledger, and the class of errors that each is among. */
  private static final Counter[] AMONG_CONFLICT = {
    Counter.CANCELLED_CONFLICT, Counter.REPLICATED_CONFLICT
  };

  private static final Counter[] AMONG_OTHER = {
    Counter.CANCELLED_ELSEWHERE, Counter.CANCELLED_UNEXPLAINED
  };

  @Property(tries = 500)
  void theEntriesExcludeEachOtherAndAddUpToAllAttempts(@ForAll("flows") List<FlowEvent> flows) {
    Pane pane = new Pane();
    flows.forEach(pane::add);
    assertAddsUp(pane);
    long attempts = flows.stream().mapToLong(flow -> flow.attempts).sum();
    assertThat(pane.attempts()).isEqualTo(attempts);
  }

  @Property(tries = 300)
  void howPanesAreMergedNeverShows(@ForAll("flows") List<FlowEvent> flows, @ForAll Random random) {
    Pane whole = new Pane();
    flows.forEach(whole::add);
    List<Pane> parts = new ArrayList<>();
    for (FlowEvent flow : flows) {
      if (parts.isEmpty() || random.nextInt(3) == 0) {
        parts.add(new Pane());
      }
      parts.get(random.nextInt(parts.size())).add(flow);
    }
    Pane merged = new Pane();
    parts.forEach(merged::mergeCounts);
    assertAddsUp(merged);
    for (WriteLedger.Entry entry : WriteLedger.Entry.values()) {
      assertThat(WriteLedger.of(merged).attempts(entry))
          .isEqualTo(WriteLedger.of(whole).attempts(entry));
    }
    assertThat(WriteLedger.of(merged).otherMilliUnits())
        .isEqualTo(WriteLedger.of(whole).otherMilliUnits());
  }

  @Property(tries = 300)
  void noToldUnitIsLostOrCountedTwice(@ForAll("flows") List<FlowEvent> flows) {
    Pane pane = new Pane();
    flows.forEach(pane::add);
    long wasted =
        pane.get(Counter.CONDITION_MILLI_UNITS)
            + pane.get(Counter.CONFLICT_MILLI_UNITS)
            + pane.get(Counter.CANCELLED_MILLI_UNITS)
            + WriteLedger.of(pane).otherMilliUnits();
    assertThat(wasted).isEqualTo(pane.get(Counter.WASTED_WRITE_MILLI_UNITS));
    assertThat(WriteLedger.of(pane).otherMilliUnits()).isNotNegative();
    assertThat(pane.get(Counter.USEFUL_MILLI_UNITS) + pane.get(Counter.DUPLICATE_MILLI_UNITS))
        .isLessThanOrEqualTo(pane.get(Counter.WRITE_MILLI_UNITS));
  }

  @Test
  void aPaneOfUsefulAttemptsIsClean() {
    Pane pane = new Pane();
    pane.add(new FlowEvent());
    assertThat(WriteLedger.of(pane).isClean()).isTrue();
    FlowEvent refused = new FlowEvent();
    refused.ok = false;
    refused.fail(ErrorClass.CONDITIONAL, 1);
    pane.add(refused);
    assertThat(WriteLedger.of(pane).isClean()).isFalse();
  }

  private static void assertAddsUp(Pane pane) {
    long sum = 0;
    for (WriteLedger.Entry entry : WriteLedger.Entry.values()) {
      assertThat(WriteLedger.of(pane).attempts(entry)).as("%s", entry).isNotNegative();
      sum += WriteLedger.of(pane).attempts(entry);
    }
    assertThat(sum).isEqualTo(pane.attempts());
  }

  @Provide
  Arbitrary<List<FlowEvent>> flows() {
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, 3).list().ofSize(ErrorClass.COUNT),
            Arbitraries.integers().between(0, 100).list().ofSize(8),
            Arbitraries.longs().between(-1, 5_000))
        .as(WriteLedgerTest::flow)
        .list()
        .ofMaxSize(40);
  }

  /** A flow as decoders make them: its errors are attempts, the ledger's counts are among them. */
  private static FlowEvent flow(boolean ok, List<Integer> errors, List<Integer> of, long units) {
    FlowEvent flow = new FlowEvent();
    flow.ok = ok;
    int failed = 0;
    for (ErrorClass errorClass : ErrorClass.values()) {
      flow.fail(errorClass, errors.get(errorClass.ordinal()));
      failed += errors.get(errorClass.ordinal());
    }
    flow.calls = (!ok && failed == 0) || of.get(7) < 10 ? 0 : 1;
    flow.attempts = ok && flow.calls == 1 ? failed + 1 : failed;
    split(flow, ErrorClass.CONFLICT, AMONG_CONFLICT, of.subList(0, 2));
    split(flow, ErrorClass.OTHER, AMONG_OTHER, of.subList(2, 4));
    part(flow, ErrorClass.CONDITIONAL, Counter.CANCELLED_CONDITION, of.get(4));
    part(flow, ErrorClass.THROTTLED, Counter.CANCELLED_THROTTLED, of.get(5));
    if (ok && flow.calls == 1 && of.get(6) < 20) {
      flow.add(Counter.DUPLICATES, 1);
    }
    flow.writeMilliUnits = units;
    flow.wastedWriteMilliUnits = failed > 0 ? Math.max(0, units) : 0;
    return flow;
  }

  private static void split(
      FlowEvent flow, ErrorClass among, Counter[] counters, List<Integer> percent) {
    long left = flow.errors[among.ordinal()];
    for (int i = 0; i < counters.length; i++) {
      long n = left * percent.get(i) / 100;
      flow.add(counters[i], n);
      left -= n;
    }
  }

  private static void part(FlowEvent flow, ErrorClass among, Counter counter, int percent) {
    flow.add(counter, flow.errors[among.ordinal()] * (long) percent / 100);
  }
}
