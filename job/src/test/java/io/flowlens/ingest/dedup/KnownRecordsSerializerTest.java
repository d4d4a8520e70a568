package io.flowlens.ingest.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.junit.jupiter.api.Test;

/** Savepoints name the class of a serializer's snapshot. */
class KnownRecordsSerializerTest {
  @Test
  void aSavepointThatNamesTheFirstPlaceOfTheSerializerIsRead() {
    TypeSerializerSnapshot<KnownRecords> stored =
        new io.flowlens.ingest.KnownRecordsSerializer.Snapshot();
    assertThat(stored.getClass().getName())
        .isEqualTo("io.flowlens.ingest.KnownRecordsSerializer$Snapshot");
    assertThat(stored.restoreSerializer()).isSameAs(KnownRecordsSerializer.INSTANCE);
    assertThat(
            KnownRecordsSerializer.INSTANCE
                .snapshotConfiguration()
                .resolveSchemaCompatibility(stored)
                .isCompatibleAsIs())
        .isTrue();
  }
}
