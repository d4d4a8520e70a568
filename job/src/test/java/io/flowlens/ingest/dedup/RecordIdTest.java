package io.flowlens.ingest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
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
  void equalBytesAreOfOneBucketAndOthersAreSpread() {
    Set<Integer> buckets = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      byte[] data = ("record " + i).getBytes(StandardCharsets.UTF_8);
      assertThat(RecordId.bucket(data))
          .isEqualTo(RecordId.bucket(data.clone()))
          .isBetween(0, RecordId.BUCKETS - 1);
      buckets.add(RecordId.bucket(data));
    }
    assertThat(buckets).hasSizeGreaterThan(9_000);
    assertThat(RecordId.bucket(null)).isEqualTo(RecordId.bucket(new byte[0]));
  }
}
