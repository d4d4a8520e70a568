package io.flowlens.detect.contractbreach;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.ErrorClass;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class StateSizeTest {
  @Test
  void anEdgeUnderContractCostsAtMost400Bytes() throws IOException {
    Traffic writes = new Traffic(1, KeptContractsTest.WRITES, 10);
    writes.failing(0.0005, ErrorClass.SERVER).slow(0.005);
    ContractStory story = new ContractStory(KeptContractsTest.SHOP, "00:00:00");
    story.minutes(8 * 24 * 60, writes);
    PromisedEdge edge = story.state().edges[0];
    System.out.println("SIZES " + edge.calls.length + " " + edge.usual.length + " " + bytes(story.state()));
    assertThat(bytes(story.state())).isLessThanOrEqualTo(400);
  }

  private static int bytes(ReporterState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(512);
    TypeInformation.of(ReporterState.class)
        .createSerializer(new SerializerConfigImpl())
        .serialize(state, out);
    return out.length();
  }
}
