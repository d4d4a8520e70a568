package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Batch}, field by field. */
final class BatchSerializer extends CompactSerializer<Batch> {
  static final BatchSerializer INSTANCE = new BatchSerializer();

  @Override
  public void serialize(Batch batch, DataOutputView out) throws IOException {
    writeText(out, batch.shardId);
    writeText(out, batch.start);
    writeText(out, batch.end);
    writeCount(out, batch.records);
    writeCount(out, batch.invokeCount);
    out.writeBoolean(batch.failed);
  }

  @Override
  public Batch deserialize(DataInputView in) throws IOException {
    Batch batch = new Batch();
    batch.shardId = readText(in);
    batch.start = readText(in);
    batch.end = readText(in);
    batch.records = (int) readCount(in);
    batch.invokeCount = (int) readCount(in);
    batch.failed = in.readBoolean();
    return batch;
  }

  @Override
  public TypeSerializerSnapshot<Batch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<Batch> {
    public Snapshot() {
      super(INSTANCE);
    }
  }
}
