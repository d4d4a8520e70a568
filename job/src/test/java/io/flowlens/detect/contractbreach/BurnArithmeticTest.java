package io.flowlens.detect.contractbreach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flowlens.model.Contract;
import io.flowlens.model.Counter;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Burn rates and budgets are those that plain arithmetic over all calls gives. */
class BurnArithmeticTest {
  private static final long START = 1_764_028_800_000L;
  private static final Contract CONTRACT = contract();

  private static Contract contract() {
    Contract contract = new Contract();
    contract.name = "shop";
    contract.availability = 0.999;
    contract.timing = 0.99;
    contract.fastMillis = 50;
    contract.windowMillis = Duration.ofDays(30).toMillis();
    return contract;
  }

  /** A call at a time in minutes after the start. */
  record Call(int minute, boolean ok, ErrorClass error, int millis) {
    boolean counts() {
      return ok || (error != ErrorClass.CONDITIONAL && error != ErrorClass.CLIENT);
    }
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    Arbitrary<Integer> minutes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 60),
            Arbitraries.integers().between(0, 3 * 24 * 60),
            Arbitraries.integers().between(0, 40 * 24 * 60));
    return Combinators.combine(
            minutes,
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(ErrorClass.values()),
            Arbitraries.of(-1, 5, 45, 60, 5_000))
        .as(Call::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(120);
  }

  @Property(tries = 200)
  void burnsAndBudgetEqualPlainArithmeticInAnyOrder(
      @ForAll("calls") List<Call> calls, @ForAll long seed) {
    long last = calls.stream().mapToLong(Call::minute).max().orElse(0);
    long first = calls.stream().mapToLong(Call::minute).min().orElse(0);
    CallRings rings = fed(shuffled(calls, seed));
    long known = (last - first) * 60_000 + Pane.MILLIS;
    for (Promise promise : Promise.values()) {
      Spending spending =
          new Spending(promise.allowed(CONTRACT), CONTRACT.windowMillis).add(rings, promise, known);
      for (Span span : Span.values()) {
        double plain = plainBurn(calls, promise, span, time(last), known);
        assertThat(spending.burn(span)).isCloseTo(plain, within(1e-9 * Math.max(1, plain)));
      }
      assertThat(spending.budgetLeft())
          .isCloseTo(1 - plainBurn(calls, promise, Span.BUDGET, time(last), known), within(1e-6));
    }
  }

  /** Panes in the order of time, each made of its calls in any order, packed after each. */
  private static CallRings fed(List<Call> calls) {
    TreeMap<Long, Pane> panes = new TreeMap<>();
    for (Call call : calls) {
      Pane pane = panes.computeIfAbsent(time(call.minute), start -> new Pane());
      pane.add(Counter.CALLS, 1);
      pane.add(call.ok ? Counter.OK : Counter.FAILED, 1);
      pane.add(Counter.of(call.error), call.ok ? 0 : 1);
      if (call.millis >= 0) {
        pane.get(Detail.LATENCY).add(1_000L * call.millis);
      }
    }
    byte[] packed = new byte[0];
    for (var pane : panes.entrySet()) {
      CallRings rings = CallRings.unpack(packed, CONTRACT);
      rings.advance(pane.getKey());
      rings.add(pane.getValue());
      packed = rings.packed();
    }
    return CallRings.unpack(packed, CONTRACT);
  }

  private static double plainBurn(
      List<Call> calls, Promise promise, Span span, long now, long known) {
    long[] slots = {60_000, 600_000, 3_600_000, 43_200_000, CONTRACT.windowMillis / 6};
    long slot = slots[span.ring];
    long from = (now / slot - span.slots + 1) * slot;
    double total = 0;
    double bad = 0;
    for (Call call : calls) {
      if (time(call.minute) >= from) {
        boolean isBad = promise == Promise.AVAILABILITY ? !call.ok : call.millis > 50;
        boolean counts = promise == Promise.AVAILABILITY ? call.counts() : call.millis >= 0;
        total += counts ? 1 : 0;
        bad += counts && isBad ? 1 : 0;
      }
    }
    double parts = Math.max(1, (double) span.millis(CONTRACT.windowMillis) / known);
    return total == 0 ? 0 : bad / (total * parts) / promise.allowed(CONTRACT);
  }

  private static long time(long minute) {
    return START + minute * 60_000;
  }

  private static List<Call> shuffled(List<Call> calls, long seed) {
    List<Call> shuffled = new ArrayList<>(calls);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }
}
