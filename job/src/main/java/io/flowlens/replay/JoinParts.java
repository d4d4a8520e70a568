package io.flowlens.replay;

import io.flowlens.model.RawRecord;
import java.io.ByteArrayOutputStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the parts of a dead letter, in any order of arrival, each of which may come twice. When all
 * is read, a part that still lacks others is handed on as it is, and decoding says so.
 */
final class JoinParts extends KeyedProcessFunction<String, RawRecord, RawRecord> {
  private final String account;
  private final String region;

  private transient ArchiveLine lines;
  private transient MapState<Integer, byte[]> parts;
  private transient ValueState<Boolean> joined;

  /** Account and region stand in where a payload names none. */
  JoinParts(String account, String region) {
    this.account = account;
    this.region = region;
  }

  @Override
  public void open(OpenContext context) {
    lines = new ArchiveLine(account, region);
    parts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "parts", Types.INT, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    joined = getRuntimeContext().getState(new ValueStateDescriptor<>("joined", Types.BOOLEAN));
  }

  @Override
  public void processElement(RawRecord part, Context context, Collector<RawRecord> out)
      throws Exception {
    if (joined.value() != null) {
      return;
    }
    Envelope envelope = Envelope.parse(part.data, lines.empty());
    parts.put(envelope.number(), part.data);
    for (int number = 1; number <= envelope.of(); number++) {
      if (!parts.contains(number)) {
        context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        return;
      }
    }
    out.collect(join(envelope));
    parts.clear();
    joined.update(true);
  }

  private RawRecord join(Envelope any) throws Exception {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (int number = 1; number <= any.of(); number++) {
      whole.writeBytes(Envelope.parse(parts.get(number), lines.empty()).record().data);
    }
    RawRecord record = any.record();
    record.data = whole.toByteArray();
    return record;
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<RawRecord> out)
      throws Exception {
    for (byte[] line : parts.values()) {
      RawRecord record = lines.empty();
      record.data = line;
      out.collect(record);
    }
    parts.clear();
  }
}
