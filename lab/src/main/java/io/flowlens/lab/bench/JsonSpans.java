package io.flowlens.lab.bench;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Plain spans as bytes: what the jobs of others start from. */
final class PlainSpans extends Spans<byte[]> {
  private PlainSpans(Load load) {
    super(load, Corpus.Form.PLAIN);
  }

  /** Adds the source to the job; its records have neither timestamps nor watermarks. */
  static DataStream<byte[]> open(StreamExecutionEnvironment env, Load load) {
    return env.fromSource(
        new PlainSpans(load).source(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
        WatermarkStrategy.noWatermarks(),
        "spans");
  }

  @Override
  byte[] record(long arrival, byte[] data, int index) {
    return data;
  }
}
