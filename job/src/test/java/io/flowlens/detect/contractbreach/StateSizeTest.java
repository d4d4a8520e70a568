package io.flowlens.detect.contractbreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.PaneBuilder;
import io.flowlens.model.Contract;
import io.flowlens.model.Edge;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Pane;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StateSizeTest {
  private static final int MINUTES_OF_31_DAYS = 31 * 24 * 60;

  @Test
  void anEdgeOfTenCallsASecondCostsAtMost400BytesBesideItsName() throws IOException {
    Contract contract = new Contract();
    contract.name = "shop";
    contract.availability = 0.999;
    contract.timing = 0.99;
    contract.fastMillis = 50;
    contract.windowMillis = Duration.ofDays(30).toMillis();
    Traffic traffic = new Traffic(1, KeptContractsTest.WRITES, 60);
    Pane minute = traffic.failing(0.0005, ErrorClass.SERVER).slow(0.005).pane(0);
    PromisedEdge edge = new PromisedEdge();
    edge.edge = KeptContractsTest.WRITES;
    CallRings rings = CallRings.unpack(edge.calls, contract);
    UsualCalls usual = UsualCalls.unpack(edge.usual);
    for (int i = 0; i < MINUTES_OF_31_DAYS; i++) {
      long start = PaneBuilder.MIDNIGHT + i * 60_000L;
      rings.advance(start);
      rings.add(minute);
      for (int round = 0; round < 6; round++) {
        usual.learn(start, 100, Pane.MILLIS);
      }
    }
    edge.calls = rings.packed();
    edge.usual = usual.packed();
    int size = bytes(PromisedEdge.class, edge) - bytes(Edge.class, edge.edge);
    assertThat(size)
        .as("calls %d, usual %d", edge.calls.length, edge.usual.length)
        .isBetween(250, 400);
    edge.breach = ContractBreachSample.state(edge.edge, 0).edges[0].breach;
    assertThat(bytes(PromisedEdge.class, edge)).isLessThan(600);
  }

  private static <T> int bytes(Class<T> type, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);
    TypeInformation.of(type).createSerializer(new SerializerConfigImpl()).serialize(value, out);
    return out.length();
  }
}
