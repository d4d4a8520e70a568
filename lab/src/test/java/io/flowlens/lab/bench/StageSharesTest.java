package io.flowlens.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StageSharesTest {
  @Test
  void aStackCountsForItsInnermostStageAndTheCompilerForNone() {
    Map<String, Double> shares =
        StageShares.shares(
            """
            task;io/flowlens/ingest/decode/Decode.processElement;io/flowlens/flow/CombineLocally.flush 3
            task;io/flowlens/ingest/decode/Decode.processElement;java/util/HashMap.get 5
            task;org/apache/flink/Mailbox.run 2
            thread;CompileBroker::compile 90
            """);

    assertThat(shares).containsEntry("combine", 0.3).containsEntry("decode", 0.5);
    assertThat(shares.values().stream().mapToDouble(d -> d).sum()).isEqualTo(1);
  }
}
