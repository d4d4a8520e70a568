package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint.ValueAtQuantile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Metric streams of CloudWatch as they come: several texts in a record, or OTLP 1.0. */
class MetricStreamTest {
  private static final long START = 1_795_487_580_000L;
  private static final long NANOS = 1_000_000;

  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());
  private final Events events = new Events();

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void aRecordOfManyMetricsIsReadWhole() {
    String record =
        String.join("\n", Samples.of("metric-stream").get("throttling-by-cause.ndjson")) + "\n";
    decoder.decode(Samples.record(Samples.gzip(record)), events);
    assertThat(events.faults()).isEmpty();
    assertThat(events.signals())
        .hasSize(11)
        .allSatisfy(signal -> assertThat(signal.node.name).isEqualTo("Orders"));
  }

  @Test
  void aKindThatNobodyWantsIsNotMade() {
    Events few = new Events(EnumSet.of(SignalKind.QUEUE_AGE));
    String record =
        String.join("\n", Samples.of("metric-stream").get("functions-streams-and-queues.ndjson"));
    decoder.decode(Samples.record(record), few);
    assertThat(few.signals())
        .extracting(signal -> signal.kind)
        .containsExactly(SignalKind.QUEUE_AGE);
    assertThat(few.ignoredCount()).isEqualTo(10);
  }

  @Test
  void openTelemetryTellsTheSameAsJson() throws IOException {
    ExportMetricsServiceRequest request =
        request(
            metric("AWS/DynamoDB", "ConsumedWriteCapacityUnits", Map.of("TableName", "Orders")),
            metric("AWS/EC2", "CPUUtilization", Map.of("InstanceId", "i-0")));
    decoder.decode(Samples.record(delimited(request, request)), events);
    assertThat(events.faults()).isEmpty();
    assertThat(events.formats()).containsOnly("otlp-metrics");
    assertThat(events.ignoredCount()).isEqualTo(2);
    assertThat(events.signals()).hasSize(2);
    Signal signal = events.signals().get(0);
    assertThat(EventText.of(signal))
        .isEqualTo(
            "signal table:444455556666:eu-west-1:Orders CONSUMED_WRITE_UNITS 2026-11-24T02:33:00Z"
                + " 90.0 units {period=60} ");
  }

  @Test
  void aSingleRequestNeedsNoLength() {
    ExportMetricsServiceRequest request =
        request(metric("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", "mail")));
    decoder.decode(Samples.record(request.toByteArray()), events);
    assertThat(events.signals())
        .singleElement()
        .satisfies(signal -> assertThat(signal.value).isEqualTo(7));
  }

  @Test
  void whatOnlyBeginsLikeRequestsIsADeadLetter() throws IOException {
    byte[] record = delimited(request(metric("AWS/EC2", "CPUUtilization", Map.of())));
    record[record.length - 1]++;
    decoder.decode(Samples.record(Arrays.copyOf(record, record.length - 3)), events);
    assertThat(events.faults()).hasSize(1);
    assertThat(events.signals()).isEmpty();
  }

  private static ResourceMetrics.Builder metric(
      String namespace, String name, Map<String, String> dimensions) {
    ResourceMetrics.Builder metrics = ResourceMetrics.newBuilder();
    metrics
        .getResourceBuilder()
        .addAttributes(attribute("cloud.account.id", "444455556666"))
        .addAttributes(attribute("cloud.region", "eu-west-1"));
    KeyValueList.Builder of = KeyValueList.newBuilder();
    dimensions.forEach((key, value) -> of.addValues(attribute(key, value)));
    metrics
        .addScopeMetricsBuilder()
        .addMetricsBuilder()
        .setName("amazonaws.com/" + namespace + '/' + name)
        .getSummaryBuilder()
        .addDataPoints(
            SummaryDataPoint.newBuilder()
                .setStartTimeUnixNano(START * NANOS)
                .setTimeUnixNano((START + 60_000) * NANOS)
                .setCount(60)
                .setSum(90)
                .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(0).setValue(1))
                .addQuantileValues(ValueAtQuantile.newBuilder().setQuantile(1).setValue(7))
                .addAttributes(attribute("Namespace", namespace))
                .addAttributes(attribute("MetricName", name))
                .addAttributes(
                    KeyValue.newBuilder()
                        .setKey("Dimensions")
                        .setValue(AnyValue.newBuilder().setKvlistValue(of))));
    return metrics;
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static ExportMetricsServiceRequest request(ResourceMetrics.Builder... metrics) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    List.of(metrics).forEach(request::addResourceMetrics);
    return request.build();
  }

  private static byte[] delimited(Message... requests) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Message request : requests) {
      request.writeDelimitedTo(out);
    }
    return out.toByteArray();
  }
}
