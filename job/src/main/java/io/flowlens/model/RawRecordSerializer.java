package io.flowlens.model;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link RawRecord}: its bytes and where they came from. */
public final class RawRecordSerializer extends CompactSerializer<RawRecord> {
  public static final RawRecordSerializer INSTANCE = new RawRecordSerializer();

  private static final Evidence[] EVIDENCE = Evidence.values();

  @Override
  public void serialize(RawRecord record, DataOutputView out) throws IOException {
    out.writeByte(record.evidence.ordinal());
    writeText(out, record.input);
    writeText(out, record.account);
    writeText(out, record.region);
    writeText(out, record.stream);
    writeText(out, record.shardId);
    writeText(out, record.sequence);
    writeText(out, record.partitionKey);
    writeSigned(out, record.arrival);
    writeBytes(out, record.data);
  }

  @Override
  public RawRecord deserialize(DataInputView in) throws IOException {
    RawRecord record = new RawRecord();
    record.evidence = EVIDENCE[in.readByte()];
    record.input = readText(in);
    record.account = readText(in);
    record.region = readText(in);
    record.stream = readText(in);
    record.shardId = readText(in);
    record.sequence = readText(in);
    record.partitionKey = readText(in);
    record.arrival = readSigned(in);
    record.data = readBytes(in);
    return record;
  }

  @Override
  public TypeSerializerSnapshot<RawRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** For Flink. */
  public static final class Snapshot extends CompactSnapshot<RawRecord> {
    public Snapshot() {
      super(INSTANCE);
    }
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<RawRecord> {
    @Override
    public TypeInformation<RawRecord> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new CompactTypeInfo<>(RawRecord.class, INSTANCE);
    }
  }
}
