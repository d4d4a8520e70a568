package io.flowlens.lab.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** Spans as bytes of JSON: the input of the SQL and the naive job. */
final class JsonSpans extends Spans<byte[]> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonSpans(Load load, Corpus.Form form) {
    super(load, form);
  }

  /** Adds the source to the job; its records have neither timestamps nor watermarks. */
  static DataStream<byte[]> open(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    DataStream<byte[]> records =
        env.fromSource(
            new JsonSpans(load, form).source(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
            WatermarkStrategy.noWatermarks(),
            "spans");
    return form == Corpus.Form.PLAIN
        ? records
        : records
            .flatMap(JsonSpans::unpack)
            .returns(PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
  }

  /** The obvious way to unpack such a batch. */
  private static void unpack(byte[] batch, Collector<byte[]> out) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(batch))) {
      for (JsonNode event : MAPPER.readTree(in.readAllBytes()).path("logEvents")) {
        out.collect(event.path("message").asText().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Override
  byte[] record(long arrival, byte[] data, int index) {
    return data;
  }
}
