package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.coldcachespike.Outcome.QUARTER;
import static io.flowlens.detect.coldcachespike.Outcome.RUNS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The detector on random traffic with known truth. Seeded, so that it always says the same. */
class ColdCacheSpikeTrafficTest {
  @ParameterizedTest(name = "{0} instances, {1} calls/s, closed after {2} s")
  @CsvSource({"147, 10, 60", "30, 2, 60", "60, 4, 60", "1000, 200, 20", "20, 5, 10", "10, 5, 5"})
  void connectionsThatAreClosedWhenIdleAreFound(int instances, double rate, double idle) {
    assertWarns(
        Outcome.of(
            "closed after " + idle + " s, " + instances + " instances, " + rate + "/s",
            instances,
            callers -> callers.rate = rate,
            run -> {
              run.callers.idleSeconds = idle;
              run.go(2 * QUARTER);
            }),
        "COLD_CONNECTION");
  }

  @ParameterizedTest(name = "throttled {0}, large {1}, unlucky {2}")
  @CsvSource({"0.03, 0, 0", "0, 0.03, 0", "0, 0, 0.005", "0.02, 0.02, 0"})
  void theyAreFoundAmongCallsThatAreSlowForOtherReasons(
      double throttled, double large, double unlucky) {
    assertWarns(
        Outcome.of(
            "closed after 60 s, and throttled "
                + throttled
                + ", large "
                + large
                + ", unlucky "
                + unlucky,
            147,
            callers -> {
              callers.throttled = throttled;
              callers.large = large;
              callers.unlucky = unlucky;
            },
            run -> {
              run.callers.idleSeconds = 60;
              run.go(2 * QUARTER);
            }),
        "COLD_CONNECTION");
  }

  @ParameterizedTest(name = "{0} calls/s, {1} kept")
  @CsvSource({"20, 1", "100, 0.05"})
  void calleesThatAreStartedAgainAndAgainAreFound(double rate, double kept) {
    assertWarns(
        Outcome.of(
            "callee started for 2 %, " + rate + "/s, kept " + kept,
            40,
            callers -> {
              callers.rate = rate;
              callers.kept = kept;
            },
            run -> {
              run.callers.coldCallee = 0.02;
              run.go(4 * QUARTER);
            }),
        "COLD_CALLEE");
  }

  @Test
  void instancesThatAreReplacedAgainAndAgainAreFound() {
    assertWarns(
        Outcome.of(
            "2 % of calls by a new instance, 20/s",
            40,
            callers -> callers.rate = 20,
            run -> {
              run.callers.newInstance = 0.02;
              run.go(5 * QUARTER);
            }),
        "COLD_INSTANCE");
  }

  @ParameterizedTest(name = "{0} calls/s, one in {1} by a new instance")
  @CsvSource({"60, 20", "200, 50", "400, 100"})
  void ofOneTraceInTwentyInstancesThatAreReplacedAgainAndAgainAreFound(double rate, double calls) {
    assertWarns(
        Outcome.of(
            rate + "/s, one in twenty kept, one in " + calls + " by a new instance",
            40,
            callers -> {
              callers.rate = rate;
              callers.kept = 0.05;
            },
            run -> {
              run.callers.newInstance = 1 / calls;
              run.go(5 * QUARTER);
            }),
        "COLD_INSTANCE");
  }

  @Test
  void aSampleThatDoesNotTellHowMuchWasLeftOutStandsForItself() {
    assertSilent(
        Outcome.of(
            "60/s, one in twenty kept without telling, one in 20 by a new instance",
            40,
            callers -> {
              callers.rate = 60;
              callers.kept = 0.05;
              callers.told = false;
            },
            run -> {
              run.callers.newInstance = 0.05;
              run.go(QUARTER / 5);
            }));
  }

  @ParameterizedTest(name = "{0} instances, {1} calls/s, {2} kept")
  @CsvSource({"147, 10, 1", "12, 0.8, 1", "20, 20, 1", "147, 100, 0.05", "2000, 100, 0.05"})
  void slowCallsThatNoFirstUseExplainsAreNotSpokenOf(int instances, double rate, double kept) {
    String where = instances + " instances, " + rate + "/s, kept " + kept;
    Consumer<Callers> usual =
        callers -> {
          callers.rate = rate;
          callers.kept = kept;
        };
    assertSilent(Outcome.of("healthy: " + where, instances, usual, run -> run.go(3 * QUARTER)));
    assertSilent(after("throttled 5 %: " + where, instances, usual, c -> c.throttled = 0.05));
    assertSilent(after("throttled 30 %: " + where, instances, usual, c -> c.throttled = 0.3));
    assertSilent(after("large 5 %: " + where, instances, usual, c -> c.large = 0.05));
    assertSilent(after("unlucky 3 %: " + where, instances, usual, c -> c.unlucky = 0.03));
    assertSilent(after("heavy tail: " + where, instances, usual, c -> c.spread = 1.3));
    assertSilent(after("slow callee: " + where, instances, usual, c -> c.medianMillis = 40));
    assertSilent(
        after(
            "slower and wider callee: " + where,
            instances,
            usual,
            callers -> {
              callers.medianMillis = 14;
              callers.spread = 0.8;
            }));
  }

  private static Outcome after(
      String name, int instances, Consumer<Callers> usual, Consumer<Callers> change) {
    return Outcome.of(
        name,
        instances,
        usual,
        run -> {
          change.accept(run.callers);
          run.go(3 * QUARTER);
        });
  }

  @ParameterizedTest(name = "{1} instances in {0} panes, {2} kept")
  @CsvSource({"1, 100, 1", "18, 100, 1", "60, 100, 1", "1, 1000, 0.05", "60, 1000, 0.05"})
  void aDeployIsNotSpokenOf(int panes, int instances, double kept) {
    assertSilent(
        Outcome.of(
            instances + " instances replaced in " + panes + " panes, kept " + kept,
            instances,
            callers -> {
              callers.rate = instances / 10.0;
              callers.kept = kept;
            },
            run -> {
              for (int i = 0; i < panes; i++) {
                run.callers.replace(i * instances / panes, (i + 1) * instances / panes);
                run.go(1);
              }
              run.go(2 * QUARTER);
            }));
    assertSilent(
        Outcome.of(
            instances + " restarted under their names in " + panes + " panes, kept " + kept,
            instances,
            callers -> {
              callers.rate = instances / 10.0;
              callers.kept = kept;
            },
            run -> {
              for (int i = 0; i < panes; i++) {
                run.callers.restart(i * instances / panes, (i + 1) * instances / panes);
                run.go(1);
              }
              run.go(2 * QUARTER);
            }));
  }

  @Test
  void aSurgeThatStartsInstancesIsNotSpokenOf() {
    assertSilent(
        Outcome.of(
            "seven times the calls, and 100 new instances, in 10 minutes",
            120,
            callers -> {},
            run -> {
              for (int i = 0; i < 60; i++) {
                run.callers.rate = 10 + i;
                run.callers.replace(20 + i * 100 / 60, 20 + (i + 1) * 100 / 60);
                run.go(1);
              }
              run.go(2 * QUARTER);
            }));
  }

  @Test
  void theEndOfASilenceIsNotSpokenOf() {
    assertSilent(
        Outcome.of(
            "silent for two minutes, then all connect anew",
            100,
            callers -> callers.idleSeconds = 90,
            run -> {
              run.callers.rate = 1e-9;
              run.go(12);
              run.callers.rate = 30;
              run.go(2 * QUARTER);
            }));
  }

  @ParameterizedTest(name = "{0} calls/s, then {1}")
  @CsvSource({"0.3, 5", "0.05, 5", "0.3, 2", "0.5, 3"})
  void aQuietNightAndItsMorningAreForInformationAtMost(double rate, double morning) {
    Outcome night =
        Outcome.of(
            "night with " + rate + "/s, closed after 60 s",
            12,
            callers -> {
              callers.idleSeconds = 60;
              callers.rate = 5;
            },
            run -> {
              run.callers.rate = rate;
              run.go(12 * QUARTER);
              run.callers.rate = morning;
              run.go(2 * QUARTER);
            });
    assertThat(night.warned).isZero();
  }

  private static void assertWarns(Outcome outcome, String finding) {
    assertThat(outcome.warned).as("warned").isGreaterThanOrEqualTo(RUNS - RUNS / 10);
    assertThat(outcome.findings).containsExactly(finding);
  }

  private static void assertSilent(Outcome outcome) {
    assertThat(outcome.spoken()).as("spoken of").isZero();
  }
}
