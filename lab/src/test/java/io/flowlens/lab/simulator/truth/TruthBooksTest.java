package io.flowlens.lab.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.simulator.traffic.Attempt;
import io.flowlens.lab.simulator.traffic.Origin;
import io.flowlens.lab.simulator.traffic.TableCall;
import io.flowlens.lab.simulator.world.Failure;
import io.flowlens.lab.simulator.world.Operation;
import io.flowlens.lab.simulator.world.Service;
import io.flowlens.lab.simulator.world.Service.Form;
import io.flowlens.lab.simulator.world.Service.Telemetry;
import io.flowlens.lab.simulator.world.Step;
import io.flowlens.lab.simulator.world.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TruthBooksTest {
  private static final long NINE = 1_767_603_600_000_000L;
  private static final Service CHECKOUT = Service.of("checkout", "us-east-1");
  private static final Step.Access PUT =
      Step.on(Table.of("Orders", "us-east-1"), Operation.PUT_ITEM);
  private static final String EDGE =
      "service:111122223333:us-east-1:checkout|table:111122223333:us-east-1:Orders|write";

  private final Truth truth = new Truth("111122223333");

  private static TableCall call(Service caller, long start, Failure... outcomes) {
    List<Attempt> attempts = new ArrayList<>();
    long time = start;
    for (Failure outcome : outcomes) {
      attempts.add(new Attempt(time, time + 1_000_000, outcome));
      time += 2_000_000;
    }
    long end = attempts.get(attempts.size() - 1).end();
    Origin origin = new Origin(caller, 0, "trace", "parent", true, false);
    return new TableCall(
        origin,
        PUT,
        List.of("item-1"),
        Collections.singletonList(1000L),
        attempts,
        "span",
        "request",
        start,
        end);
  }

  private EdgeMinuteTruth only() {
    assertThat(truth.minutes()).hasSize(1);
    return truth.minutes().get(new Truth.Key(EDGE, NINE / 1000));
  }

  @Test
  void aCallThatSucceedsOnTheThirdAttemptIsOneCall() {
    truth.on(call(CHECKOUT, NINE, Failure.PROVISIONED_THROUGHPUT, Failure.INTERNAL, null));
    EdgeMinuteTruth tally = only();
    assertThat(tally.calls).isEqualTo(1);
    assertThat(tally.attempts).isEqualTo(3);
    assertThat(tally.ok).isEqualTo(1);
    assertThat(tally.errors).isEqualTo(Map.of("throttled", 1L, "server", 1L));
    assertThat(tally.quantileMillis(0.5)).isEqualTo(5000);
    assertThat(tally.writeMilliUnits).isEqualTo(1000);
  }

  @Test
  void aCallBelongsToTheMinuteInWhichItEnds() {
    truth.on(call(CHECKOUT, NINE - 500_000, (Failure) null));
    assertThat(only().calls).isEqualTo(1);
  }

  @Test
  void withoutEventsARecoveredCallLooksClean() {
    Service quiet = CHECKOUT.telling(new Telemetry(Form.AWS_SPANS, false, false, false));
    truth.on(call(quiet, NINE, Failure.PROVISIONED_THROUGHPUT, null));
    assertThat(only().attempts).isEqualTo(1);
    assertThat(only().errors).isEmpty();
  }

  @Test
  void withoutEventsAFailedCallBooksItsAttemptsUnderTheLastFailure() {
    Service quiet = CHECKOUT.telling(new Telemetry(Form.AWS_SPANS, false, false, false));
    truth.on(call(quiet, NINE, Failure.PROVISIONED_THROUGHPUT, Failure.INTERNAL));
    assertThat(only().attempts).isEqualTo(2);
    assertThat(only().errors).isEqualTo(Map.of("server", 2L));
  }

  @Test
  void attemptsWithoutAnAnswerShowOnlyInAFailedCall() {
    truth.on(call(CHECKOUT, NINE, Failure.TIMEOUT, null));
    assertThat(only().attempts).isEqualTo(1);
    truth.on(call(CHECKOUT, NINE, Failure.TIMEOUT, Failure.TIMEOUT));
    assertThat(only().attempts).isEqualTo(3);
    assertThat(only().errors).isEqualTo(Map.of("timeout", 2L));
  }

  @Test
  void aCallInSpansAndCloudTrailCountsOnce() {
    Service both = CHECKOUT.telling(new Telemetry(Form.AWS_SPANS, false, true, true));
    truth.on(call(both, NINE, (Failure) null));
    assertThat(only().calls).isEqualTo(1);
    assertThat(only().measured()).isEqualTo(1);
  }

  @Test
  void aCallInCloudTrailAloneHasNoDuration() {
    Service trail = CHECKOUT.telling(new Telemetry(Form.NONE, false, false, true));
    truth.on(call(trail, NINE, Failure.CONDITION));
    assertThat(only().failed).isEqualTo(1);
    assertThat(only().errors).isEqualTo(Map.of("conditional", 1L));
    assertThat(only().measured()).isZero();
  }

  @Test
  void namesAreEncodedWhereTheyHoldASeparator() {
    Service odd = Service.of("stock:keeper | 2", "us-east-1").onLambda();
    assertThat(new EdgeIds("111122223333").call(null, odd))
        .isEqualTo("client:::|function:111122223333:us-east-1:stock%3Akeeper%20%7C%202|call");
  }
}
