package io.flowlens.lab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.engine.Interval;
import io.flowlens.lab.simulator.engine.SeededRandom;
import io.flowlens.lab.simulator.stories.Cell;
import io.flowlens.lab.simulator.stories.Family;
import io.flowlens.lab.simulator.traffic.Simulation;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.traffic.TrafficListener;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories of slow calls are what they say they are. */
class SpikeStoriesTest {
  private static final long START = 1_767_603_600_000_000L;
  private static final Interval WHEN = new Interval(START, START + 20 * 60_000_000L);

  private static List<TableCall> calls(String story, double rate) {
    Cell cell =
        Stream.concat(
                Family.COLD_CACHE_SPIKE.faults().stream(),
                Family.COLD_CACHE_SPIKE.negatives().stream())
            .map(each -> each.play("c000", WHEN, rate, SeededRandom.of(31)))
            .filter(each -> each.story().equals(story))
            .findFirst()
            .orElseThrow();
    List<TableCall> calls = new ArrayList<>();
    TrafficListener listener =
        new TrafficListener() {
          @Override
          public void on(TableCall call) {
            calls.add(call);
          }
        };
    new Simulation(cell.world(), 31, 1, List.of(listener)).run();
    return calls;
  }

  private static double share(List<TableCall> calls, Predicate<TableCall> which) {
    return calls.stream().filter(which).count() / (double) calls.size();
  }

  private static boolean isSlow(TableCall call) {
    return call.end() - call.start() > 25_000;
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 20})
  void aFullPoolMakesAFewCallsSlowAndNoneOfThemOpensAConnection(double rate) {
    List<TableCall> calls = calls("spikes from a full pool", rate);
    assertThat(share(calls, SpikeStoriesTest::isSlow)).isBetween(0.02, 0.05);
    assertThat(share(calls, call -> call.last().connecting() > 0)).isLessThan(0.003);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 20})
  void aCacheMakesFirstReadsOfKeysSlowAndNoOthers(double rate) {
    Map<String, Long> lastRead = new HashMap<>();
    List<TableCall> settled = new ArrayList<>();
    List<TableCall> calls = calls("cold keys", rate);
    calls.sort(Comparator.comparingLong(TableCall::start));
    for (TableCall call : calls) {
      Long before = lastRead.put(call.keys().get(0), call.start());
      boolean first = before == null || call.start() - before > 300_000_000;
      if (call.last().connecting() == 0) {
        assertThat(isSlow(call)).as("%s", call).isEqualTo(first);
      }
      if (call.start() > WHEN.at(0.5)) {
        settled.add(call);
      }
    }
    assertThat(share(settled, SpikeStoriesTest::isSlow)).isBetween(0.05, 0.15);
  }
}
