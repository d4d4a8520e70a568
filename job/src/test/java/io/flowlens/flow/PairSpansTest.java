package io.flowlens.flow;

import static io.flowlens.flow.Flows.at;
import static io.flowlens.flow.Flows.client;
import static io.flowlens.flow.Flows.failed;
import static io.flowlens.flow.Flows.local;
import static io.flowlens.flow.Flows.server;
import static io.flowlens.flow.Flows.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.SpanHalf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PairSpansTest {
  private KeyedOneInputStreamOperatorTestHarness<String, SpanHalf, FlowEvent> pairing;

  @BeforeEach
  void open() throws Exception {
    pairing =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new PairSpans(Settings.defaults())),
            half -> half.traceId,
            Types.STRING);
    pairing.open();
  }

  /** Whatever a test did, nothing stays behind once time has passed. */
  @AfterEach
  void stateAndTimersReturnToZero() throws Exception {
    pairing.processWatermark(at("11:00:00"));
    assertThat(pairing.numKeyedStateEntries()).isZero();
    assertThat(pairing.numEventTimeTimers()).isZero();
    pairing.close();
  }

  @Test
  void clientAndServerAreOneCallAsTheClientSawIt() throws Exception {
    SpanHalf client = client("c", "web", "10:00:01");
    client.flow.latencyMicros = 25_000;

    List<FlowEvent> flows = pair(client, server("s", "c", "checkout", "10:00:01"));

    assertThat(flows).hasSize(1);
    assertThat(flows.get(0).edge).isEqualTo(Flows.WEB_CALLS_CHECKOUT);
    assertThat(flows.get(0).latencyMicros).isEqualTo(25_000);
    assertThat(flows.get(0).unpaired).isFalse();
  }

  @Test
  void theServerMayComeFirst() throws Exception {
    assertThat(pair(server("s", "c", "checkout", "10:00:01"), client("c", "web", "10:00:01")))
        .singleElement()
        .extracting(flow -> flow.edge)
        .isEqualTo(Flows.WEB_CALLS_CHECKOUT);
  }

  @Test
  void localSpansInBetweenAreWalkedUp() throws Exception {
    assertThat(
            pair(
                server("s", "l2", "checkout", "10:00:01"),
                local("l2", "l1", "web", "10:00:01"),
                client("c", "web", "10:00:01"),
                local("l1", "c", "web", "10:00:01")))
        .singleElement()
        .extracting(flow -> flow.edge)
        .isEqualTo(Flows.WEB_CALLS_CHECKOUT);
  }

  @Test
  void aSharedSpanIdJoinsBothSides() throws Exception {
    assertThat(pair(client("x", "web", "10:00:01"), server("x", "p", "checkout", "10:00:01")))
        .singleElement()
        .extracting(flow -> flow.edge)
        .isEqualTo(Flows.WEB_CALLS_CHECKOUT);
  }

  @Test
  void aRootServerSpanIsACallFromOutside() throws Exception {
    assertThat(pair(server("s", "", "web", "10:00:01")))
        .singleElement()
        .extracting(flow -> flow.edge.from.id(), flow -> flow.unpaired)
        .containsExactly("client:::", false);
  }

  @Test
  void theSameSpanTwiceCountsOnce() throws Exception {
    assertThat(
            pair(
                client("c", "web", "10:00:01"),
                server("s", "c", "checkout", "10:00:01"),
                client("c", "web", "10:00:01"),
                server("s", "c", "checkout", "10:00:01")))
        .hasSize(1);
  }

  @Test
  void twoServerSpansOfOneClientAreOneCallWithTwoAttempts() throws Exception {
    List<FlowEvent> flows =
        pair(
            client("c", "web", "10:00:01"),
            failed(server("s1", "c", "checkout", "10:00:01"), ErrorClass.SERVER),
            server("s2", "c", "checkout", "10:00:01"));

    Pane pane = Flows.partial(flows.toArray(new FlowEvent[0]));
    assertThat(pane.get(Counter.CALLS)).isEqualTo(1);
    assertThat(pane.attempts()).isEqualTo(2);
    assertThat(pane.get(Counter.OK)).isEqualTo(1);
    assertThat(pane.errors(ErrorClass.SERVER)).isEqualTo(1);
  }

  @Test
  void whatACallCountsDoesNotDependOnTheOrderOfItsSpans() throws Exception {
    List<SpanHalf> halves =
        List.of(
            failed(client("c", "web", "10:00:01"), ErrorClass.TIMEOUT),
            failed(server("s1", "c", "checkout", "10:00:01"), ErrorClass.SERVER),
            server("s2", "c", "checkout", "10:00:01"),
            failed(server("s3", "c", "checkout", "10:00:01"), ErrorClass.SERVER));
    for (int seed = 0; seed < 24; seed++) {
      List<SpanHalf> shuffled = new ArrayList<>(halves);
      Collections.shuffle(shuffled, new Random(seed));
      String trace = "trace" + seed;
      shuffled.forEach(half -> half.traceId = trace);

      Pane pane = Flows.partial(pair(shuffled.toArray(new SpanHalf[0])).toArray(new FlowEvent[0]));

      assertThat(new long[] {pane.get(Counter.CALLS), pane.attempts(), pane.get(Counter.FAILED)})
          .containsExactly(1, 3, 1);
      assertThat(pane.errors(ErrorClass.TIMEOUT)).isEqualTo(2);
    }
  }

  @Test
  void aClientWhoseServerNeverSpokeCountsAloneTowardsTheNameItGave() throws Exception {
    SpanHalf client = client("c", "web", "10:00:01");
    client.peer = service("payments");

    assertThat(pair(client)).isEmpty();
    pairing.processWatermark(at("10:00:31"));

    assertThat(output())
        .singleElement()
        .extracting(flow -> flow.edge.to, flow -> flow.unpaired)
        .containsExactly(service("payments"), true);
  }

  @Test
  void aClientThatNamesNobodyLeadsToUnknown() throws Exception {
    pair(client("c", "web", "10:00:01"));
    pairing.processWatermark(at("10:00:31"));

    assertThat(output())
        .singleElement()
        .extracting(flow -> flow.edge.to)
        .isEqualTo(Node.of(NodeKind.UNKNOWN, "", "", ""));
  }

  @Test
  void aServerWhoseCallerIsKnownFromALocalSpanOnlyComesFromThere() throws Exception {
    pair(server("s", "l", "checkout", "10:00:01"), local("l", "gone", "web", "10:00:01"));
    pairing.processWatermark(at("10:00:31"));

    assertThat(output())
        .singleElement()
        .extracting(flow -> flow.edge, flow -> flow.unpaired)
        .containsExactly(Flows.WEB_CALLS_CHECKOUT, true);
  }

  @Test
  void beforeItsTimeIsUpNothingIsGivenUp() throws Exception {
    pair(client("c", "web", "10:00:01"));
    pairing.processWatermark(at("10:00:30"));

    assertThat(output()).isEmpty();
  }

  private List<FlowEvent> pair(SpanHalf... halves) throws Exception {
    int before = output().size();
    for (SpanHalf half : Arrays.asList(halves)) {
      pairing.processElement(half, half.time);
    }
    return output().subList(before, output().size());
  }

  private List<FlowEvent> output() {
    return new ArrayList<>(pairing.extractOutputValues());
  }
}
