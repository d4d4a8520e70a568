package io.flowlens.lab.bench;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A DDSketch in its library's own compact form, so that SQL does not pay for Kryo. */
public final class SketchSerializer extends TypeSerializerSingleton<DDSketch> {
  /** For Flink. */
  public SketchSerializer() {}

  @Override
  public void serialize(DDSketch sketch, DataOutputView out) throws IOException {
    GrowingByteArrayOutput bytes = GrowingByteArrayOutput.withDefaultInitialCapacity();
    sketch.encode(bytes, false);
    out.writeInt(bytes.numWrittenBytes());
    out.write(bytes.backingArray(), 0, bytes.numWrittenBytes());
  }

  @Override
  public DDSketch deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    DDSketch sketch = createInstance();
    sketch.decodeAndMergeWith(ByteArrayInput.wrap(bytes));
    return sketch;
  }

  @Override
  public DDSketch deserialize(DDSketch reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public DDSketch createInstance() {
    return DDSketches.unboundedDense(Percentiles.ACCURACY);
  }

  @Override
  public DDSketch copy(DDSketch from) {
    return from.copy();
  }

  @Override
  public DDSketch copy(DDSketch from, DDSketch reuse) {
    return from.copy();
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    int length = in.readInt();
    out.writeInt(length);
    out.write(in, length);
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public TypeSerializerSnapshot<DDSketch> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<DDSketch> {
    public Snapshot() {
      super(SketchSerializer::new);
    }
  }
}
