package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.FieldJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What holds for every set of flows. */
class PanePropertiesTest {
  @Property(tries = 200)
  void howFlowsAreSplitAndMergedNeverShows(
      @ForAll("flows") List<FlowEvent> flows, @ForAll Random random) throws IOException {
    Pane whole = new Pane();
    flows.forEach(whole::add);

    List<Pane> parts = new ArrayList<>();
    for (FlowEvent flow : flows) {
      if (parts.isEmpty() || random.nextInt(3) == 0) {
        parts.add(new Pane());
      }
      parts.get(random.nextInt(parts.size())).add(flow);
    }
    Collections.shuffle(parts, random);
    Pane merged = new Pane();
    parts.forEach(merged::merge);

    assertThat(bytes(PaneSerializer.INSTANCE, merged))
        .isEqualTo(bytes(PaneSerializer.INSTANCE, whole));
  }

  @Property(tries = 200)
  void aPaneSurvivesItsSerializer(@ForAll("flows") List<FlowEvent> flows) throws IOException {
    Pane pane = new Pane();
    pane.edge = flows.isEmpty() ? null : flows.get(0).edge;
    pane.evidence = Evidence.FAST;
    pane.start = 1_763_000_000_000L;
    flows.forEach(pane::add);

    Pane read = roundTrip(PaneSerializer.INSTANCE, pane);
    // Copies, because arrays in them have no places to spare.
    assertThat(FieldJson.of(read.copy())).isEqualTo(FieldJson.of(pane.copy()));
    assertThat(bytes(PaneSerializer.INSTANCE, pane.copy()))
        .isEqualTo(bytes(PaneSerializer.INSTANCE, pane));
  }

  /** Change records and CloudTrail tell keys without a latency. */
  @Property(tries = 200)
  void onlyCallsThatTellKeyAndLatencyTakeRoomForFirstCallsOfKeys(
      @ForAll("flows") List<FlowEvent> flows, @ForAll boolean keys) throws IOException {
    Pane without = new Pane();
    Pane with = new Pane();
    for (FlowEvent flow : flows) {
      flow.latencyMicros = -1;
      flow.errors = null;
      flow.keyHash = 0;
      without.add(flow);
      flow.keyHash = keys ? 7 : 0;
      with.add(flow);
    }
    assertThat(with.has(Detail.CALLED_KEYS)).isFalse();
    boolean any = keys && with.get(Counter.CALLS) > 0;
    assertThat(bytes(PaneSerializer.INSTANCE, with))
        .hasSize(bytes(PaneSerializer.INSTANCE, without).length + (any ? 1 + Long.BYTES : 0));
  }

  @Property(tries = 200)
  void aFlowSurvivesItsSerializer(@ForAll("flow") FlowEvent flow) throws IOException {
    assertThat(roundTrip(FlowEventSerializer.INSTANCE, flow))
        .usingRecursiveComparison()
        .isEqualTo(flow);
  }

  @Property(tries = 200)
  void everyQuantileIsWithinOnePercent(@ForAll("durations") List<Long> micros) {
    LatencySketch sketch = new LatencySketch();
    micros.forEach(sketch::add);
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    for (double quantile : new double[] {0.01, 0.5, 0.9, 0.99, 0.999, 1}) {
      double truth =
          sorted.get((int) Math.max(0, Math.ceil(quantile * sorted.size()) - 1)) / 1000.0;
      assertThat(sketch.quantileMillis(quantile))
          .isBetween(truth * 0.99 - 1e-9, truth * 1.01 + 1e-9);
    }
  }

  @Provide
  Arbitrary<List<FlowEvent>> flows() {
    return flow().list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Long>> durations() {
    return Arbitraries.longs().between(0, 100_000_000_000L).list().ofMinSize(1).ofMaxSize(300);
  }

  @Provide
  Arbitrary<FlowEvent> flow() {
    return Combinators.combine(
            Arbitraries.longs().between(-1, 60_000_000),
            Arbitraries.integers().between(1, 5),
            Arbitraries.of(true, false),
            Arbitraries.of("PutItem", "GetItem", "", "Größe"),
            Arbitraries.longs(),
            Arbitraries.integers().between(0, 1000))
        .as(PanePropertiesTest::flow);
  }

  private static FlowEvent flow(
      long latency, int attempts, boolean ok, String operation, long hash, int id) {
    FlowEvent flow = new FlowEvent();
    Node from = Node.of(NodeKind.SERVICE, "111122223333", "us-east-1", "checkout");
    Node to = Node.of(NodeKind.TABLE, "111122223333", "eu-west-1", "Orders");
    flow.edge = Edge.of(from, to, Access.WRITE);
    flow.evidence = id % 2 == 0 ? Evidence.FAST : Evidence.SLOW;
    flow.time = 1_763_000_000_000L + id;
    flow.operation = operation;
    flow.attempts = attempts;
    flow.ok = ok;
    int failures = ok ? attempts - 1 : attempts;
    if (failures > 0) {
      flow.fail(ErrorClass.values()[id % ErrorClass.COUNT], failures);
    }
    flow.latencyMicros = latency;
    flow.writeMilliUnits = id - 1L;
    flow.bytes = id;
    flow.keyHash = hash;
    flow.traceId = id % 3 == 0 ? null : "trace" + id;
    flow.requestId = id % 5 == 0 ? null : "request" + id;
    flow.strongRead = id % 7 == 0;
    flow.coldStart = id % 11 == 0;
    flow.records = id % 13 == 0 ? 50 : 1;
    flow.instance = id % 2 == 0 ? 0 : hash;
    flow.deltaHash = id % 3 == 0 ? 0 : hash % 40;
    flow.gaps = attempts > 1 ? new int[] {id, 40_000} : null;
    flow.batch = id % 4 == 0 ? batch(id) : null;
    flow.calls = id % 17 == 0 ? 0 : 1;
    return flow;
  }

  private static Batch batch(int id) {
    Batch batch = new Batch();
    batch.shardId = id % 8 == 0 ? null : "shardId-" + id % 3;
    batch.start = "4900" + id % 50;
    batch.end = id % 12 == 0 ? null : batch.start + "9";
    batch.records = 100;
    batch.invokeCount = id % 6;
    batch.failed = id % 20 != 0;
    return batch;
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes(serializer, value)));
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }
}
