package io.flowlens.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.localaws.CannotStart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private final Faults faults = World.faults();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));

  @Test
  void aFaultThatNeedsNoPastIsOnFromTheStart() {
    FaultPlan plan = new FaultPlan(faults, List.of("throttle-storm"));
    assertThat(faults.isOn("throttle-storm")).isTrue();
    assertThat(plan.longestWait()).isZero();
  }

  @Test
  void aFaultThatIsFoundByWhatChangesWaitsForAHealthyMinuteAndSaysSo() {
    FaultPlan plan = new FaultPlan(faults, List.of("stray-region"));
    plan.announce(progress);
    plan.advance(Duration.ofSeconds(74), progress);
    assertThat(faults.isOn("stray-region")).isFalse();
    plan.advance(Duration.ofSeconds(75), progress);
    assertThat(faults.isOn("stray-region")).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("stray-region is switched on in 75 s: flowlens must first see the shop")
        .contains("stray-region is on: The catalog in eu-west-1");
  }

  @Test
  void aFaultThatWasSwitchedOffByHandStaysOff() {
    FaultPlan plan = new FaultPlan(faults, List.of("stray-region"));
    plan.advance(Duration.ofSeconds(75), progress);
    faults.set("stray-region", false);
    plan.advance(Duration.ofSeconds(80), progress);
    assertThat(faults.isOn("stray-region")).isFalse();
  }

  @Test
  void anUnknownNameIsOneSentenceWithThoseThereAre() {
    assertThatThrownBy(() -> new FaultPlan(faults, List.of("nonsense")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no fault 'nonsense': use throttle-storm");
  }
}
