package io.flowlens.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

class RecordIdTest {
  @Test
  void equalBytesHaveOneIdAndOthersHaveOthers() {
    Set<RecordId> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] data = ("record " + i).getBytes(StandardCharsets.UTF_8);
      assertThat(RecordId.of(data)).isEqualTo(RecordId.of(data.clone()));
      ids.add(RecordId.of(data));
    }
    assertThat(ids).hasSize(10_000);
    assertThat(RecordId.of(null)).isEqualTo(RecordId.of(new byte[0]));
  }

  @Test
  void itStaysTheSameFromVersionToVersionBecauseStateIsKeyedByIt() {
    assertThat(RecordId.of("flowlens".getBytes(StandardCharsets.UTF_8)))
        .hasToString("13eaba88a6dcfe39422e8d6706a68f95");
  }

  @Test
  void flinkSeesAPojo() {
    assertThat(TypeInformation.of(RecordId.class)).isInstanceOf(PojoTypeInfo.class);
  }
}
