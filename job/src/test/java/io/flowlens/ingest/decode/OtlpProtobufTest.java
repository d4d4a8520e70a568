package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OTLP requests in protobuf, plain and compressed. */
class OtlpProtobufTest {
  private static final long TIME = 1_795_487_625_000_000_000L;

  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());
  private final Events events = new Events();

  @AfterEach
  void close() {
    decoder.close();
  }

  static Stream<String> samples() {
    return Samples.of("otlp-trace").keySet().stream()
        .filter(name -> !name.contains("bad") && !name.startsWith("spelt-"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aRequestMeansTheSameInJsonAndInProtobuf(String name) throws IOException {
    for (String payload : Samples.of("otlp-trace").get(name)) {
      decoder.decode(Samples.record(payload), events);
      List<String> fromJson = EventText.of(events);
      byte[] request = OtlpMessages.ofJson(payload).toByteArray();
      for (byte[] record : List.of(request, Samples.gzip(request), zlib(request))) {
        assertThat(decode(record)).isEqualTo(fromJson).isNotEmpty();
        assertThat(events.formats()).containsExactly("otlp-trace");
      }
    }
  }

  @Test
  void aWorkloadInOneRequestMeansWhatItsPartsMean() throws IOException {
    ExportTraceServiceRequest.Builder all = ExportTraceServiceRequest.newBuilder();
    long flows = 0;
    for (String payload : Samples.of("otlp-trace").get("sdk-2.41-each-attempt.ndjson")) {
      all.mergeFrom(OtlpMessages.ofJson(payload));
      decoder.decode(Samples.record(payload), events);
      flows += events.flows().size();
    }
    decode(all.build().toByteArray());
    assertThat(events.flows()).hasSize((int) flows).hasSizeGreaterThan(10);
    assertThat(events.faults()).isEmpty();
  }

  @Test
  void aResourceAfterItsSpansIsTheirsToo() throws IOException {
    ResourceSpans whole = sample().getResourceSpans(0);
    ByteString late =
        whole.toBuilder()
            .clearResource()
            .build()
            .toByteString()
            .concat(
                ResourceSpans.newBuilder().setResource(whole.getResource()).build().toByteString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CodedOutputStream coded = CodedOutputStream.newInstance(out);
    coded.writeBytes(1, late);
    coded.flush();
    List<String> expected = decode(sample().toByteArray());
    assertThat(decode(out.toByteArray())).isEqualTo(expected);
  }

  @Test
  void aRequestThatIsCutAnywhereIsOneWholeDeadLetter() throws IOException {
    byte[] request = sample().toByteArray();
    for (int length = 0; length < request.length; length++) {
      assertDeadLetter(Arrays.copyOf(request, length));
    }
  }

  @Test
  void bytesThatChangedNeverThrowAndNeverFailInside() throws IOException {
    Random random = new Random(12);
    byte[][] requests = {sample().toByteArray(), metrics().toByteArray(), logs().toByteArray()};
    for (int i = 0; i < 30_000; i++) {
      byte[] record = requests[random.nextInt(requests.length)].clone();
      for (int k = random.nextInt(6); k >= 0; k--) {
        record[random.nextInt(record.length)] = (byte) random.nextInt(256);
      }
      decode(record);
      assertThat(events.faults()).noneMatch(fault -> fault.reason.equals("internal-error"));
    }
  }

  @Test
  void bytesOfAnyKindAreHardlyEverARequest() {
    Random random = new Random(3);
    for (int i = 0; i < 30_000; i++) {
      byte[] record = new byte[2 + random.nextInt(60)];
      random.nextBytes(record);
      record[0] = 0x0a;
      record[1] = (byte) (record.length - 2);
      assertDeadLetter(record);
    }
  }

  @Test
  void metricsAndLogsAreCountedAndNoDeadLetters() {
    assertThat(decode(metrics().toByteArray())).containsExactly("ignored 1");
    assertThat(events.formats()).containsExactly("otlp-metrics");
    assertThat(decode(Samples.gzip(logs().toByteArray()))).containsExactly("ignored 1");
    assertThat(events.formats()).containsExactly("otlp-logs");
  }

  @Test
  void eachKindOfMetricIsCounted() {
    List<Consumer<Metric.Builder>> kinds =
        List.of(
            m -> m.setGauge(Gauge.newBuilder().addDataPoints(number())),
            m -> m.setSum(Sum.newBuilder().addDataPoints(number())),
            m ->
                m.getHistogramBuilder()
                    .mergeFrom(Histogram.getDefaultInstance())
                    .addDataPointsBuilder()
                    .setTimeUnixNano(TIME),
            m ->
                m.getExponentialHistogramBuilder()
                    .mergeFrom(ExponentialHistogram.getDefaultInstance())
                    .addDataPointsBuilder()
                    .setTimeUnixNano(TIME),
            m ->
                m.getSummaryBuilder()
                    .mergeFrom(Summary.getDefaultInstance())
                    .addDataPointsBuilder()
                    .setTimeUnixNano(TIME));
    for (Consumer<Metric.Builder> kind : kinds) {
      Metric.Builder metric =
          Metric.newBuilder().setName("sixteen-letters!").setDescription("8 bytes!");
      kind.accept(metric);
      decode(metrics(metric).toByteArray());
      assertThat(events.formats()).containsExactly("otlp-metrics");
      assertThat(events.faults()).isEmpty();
    }
  }

  @Test
  void idsOrTimesThatNobodyWritesMakeARecordUnknown() throws IOException {
    assertDeadLetter(ExportTraceServiceRequest.newBuilder().build().toByteArray());
    assertDeadLetter(changed(span -> span.setTraceId(bytes(15))));
    assertDeadLetter(changed(span -> span.setTraceId(ByteString.copyFrom(new byte[16]))));
    assertDeadLetter(changed(span -> span.setSpanId(bytes(9))));
    assertDeadLetter(changed(span -> span.setSpanId(ByteString.EMPTY)));
    assertDeadLetter(changed(span -> span.setStartTimeUnixNano(5).setEndTimeUnixNano(7)));
    assertDeadLetter(changed(span -> span.setStartTimeUnixNano(-1).setEndTimeUnixNano(-1)));
    assertDeadLetter(metrics(Metric.newBuilder().setName("no points")).toByteArray());
  }

  @Test
  void binaryThatIsNoRequestSaysSo() {
    assertDeadLetter(new byte[] {0x0a, 4, (byte) 0xc3, 1, 2, 3});
    assertThat(events.faults().get(0).detail)
        .isEqualTo("The record is neither text nor a whole OTLP request in protobuf.");
  }

  @Test
  void aTextBehindALineBreakIsStillJson() {
    decoder.decode(Samples.record('\n' + Samples.one("otlp-trace", "node-ok.json")), events);
    assertThat(events.faults()).isEmpty();
    assertThat(events.flows()).isNotEmpty();
  }

  @Test
  void aBadSpanIsADeadLetterOfItsOwnWithItsResource() throws IOException {
    ExportTraceServiceRequest.Builder request = sample().toBuilder();
    Span good = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    Span bad = good.toBuilder().setSpanId(bytes(8)).setKindValue(77).build();
    request.getResourceSpansBuilder(0).getScopeSpansBuilder(0).addSpans(0, bad);
    request.addResourceSpans(sample().getResourceSpans(0));
    decode(request.build().toByteArray());
    assertThat(events.flows()).hasSize(1);
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).reason).isEqualTo("wrong-type");
    byte[] letter = events.faults().get(0).data;
    ExportTraceServiceRequest left = ExportTraceServiceRequest.parseFrom(letter);
    assertThat(left.getResourceSpansList()).hasSize(1);
    assertThat(left.getResourceSpans(0).getResource())
        .isEqualTo(request.getResourceSpans(0).getResource());
    assertThat(left.getResourceSpans(0).getScopeSpans(0).getSpansList()).containsExactly(bad);
    decode(letter);
    assertThat(events.flows()).as("a replay adds no flow").isEmpty();
    assertThat(events.faults()).hasSize(1);
  }

  @Test
  void aSpanWithBrokenTextCostsNoOtherSpan() throws IOException {
    ExportTraceServiceRequest.Builder request = sample().toBuilder();
    Span good = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    Span other = good.toBuilder().setSpanId(bytes(8)).setName("caf").build();
    request.getResourceSpansBuilder(0).getScopeSpansBuilder(0).addSpans(other);
    byte[] record = request.build().toByteArray();
    record[indexOf(record, "caf") + 2] = (byte) 0xc3;
    decode(record);
    assertThat(events.flows()).hasSize(1);
    assertThat(events.faults()).extracting(fault -> fault.reason).containsExactly("wrong-type");
  }

  @Test
  void aHugeSpanAndOneThatNestsTooDeepCostNoOtherSpan() throws IOException {
    AnyValue deep = AnyValue.newBuilder().setStringValue("x").build();
    for (int i = 0; i < 200; i++) {
      deep = AnyValue.newBuilder().setArrayValue(ArrayValue.newBuilder().addValues(deep)).build();
    }
    AnyValue huge = AnyValue.newBuilder().setStringValue("x".repeat(1 << 20)).build();
    ExportTraceServiceRequest.Builder request = sample().toBuilder();
    Span good = request.getResourceSpans(0).getScopeSpans(0).getSpans(0);
    for (AnyValue value : List.of(deep, huge)) {
      KeyValue attribute = KeyValue.newBuilder().setKey("db.name").setValue(value).build();
      request
          .getResourceSpansBuilder(0)
          .getScopeSpansBuilder(0)
          .addSpans(good.toBuilder().addAttributes(attribute));
    }
    decode(Samples.gzip(request.build().toByteArray()));
    assertThat(events.flows()).hasSize(1);
    assertThat(events.faults())
        .extracting(fault -> fault.reason)
        .containsExactly("too-large", "wrong-type");
  }

  @Test
  void millionsOfEmptySpansAreNoRequest() {
    byte[] spans = new byte[4 << 20];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = 0x12;
    }
    byte[] scope = field(2, spans);
    byte[] record = Samples.gzip(field(1, scope));
    assertThat(record).hasSizeLessThan(10_000);
    assertDeadLetter(record);
  }

  @Test
  void zlibIsCheckedAndInflatesToTheSameLimitAsGzip() throws IOException {
    byte[] record = zlib(sample().toByteArray());
    decode(zlib(new byte[17 << 20]));
    assertThat(events.faults()).extracting(fault -> fault.reason).containsExactly("too-large");
    byte[] changed = record.clone();
    changed[record.length - 1]++;
    for (byte[] broken :
        List.of(
            Arrays.copyOf(record, record.length - 1),
            Arrays.copyOf(record, record.length / 2),
            Arrays.copyOf(record, 2),
            Arrays.copyOf(record, record.length + 1),
            changed)) {
      assertDeadLetter(broken);
      assertThat(events.faults().get(0).reason).isEqualTo("bad-gzip");
      assertThat(events.faults().get(0).detail).startsWith("The record is not whole zlib: ");
    }
  }

  @Test
  void jsonMayBeZlibToo() {
    String text = Samples.one("aws-span", "call-read-consistent.json");
    decode(zlib(text.getBytes(StandardCharsets.UTF_8)));
    assertThat(events.flows()).hasSize(1);
    assertThat(events.formats()).containsExactly("aws-span");
  }

  private List<String> decode(byte[] record) {
    decoder.decode(Samples.record(record), events);
    return EventText.of(events);
  }

  /** The record is one dead letter, whole, and nothing else. */
  private void assertDeadLetter(byte[] record) {
    List<String> lines = decode(record);
    assertThat(lines).hasSize(1);
    assertThat(events.faults()).hasSize(1);
    assertThat(events.faults().get(0).data).isNull();
    assertThat(events.faults().get(0).reason).isNotEqualTo("internal-error");
  }

  private static ExportTraceServiceRequest sample() throws IOException {
    return OtlpMessages.ofJson(Samples.one("otlp-trace", "node-ok.json"));
  }

  /** The sample with its spans changed. */
  private static byte[] changed(Consumer<Span.Builder> change) throws IOException {
    ExportTraceServiceRequest.Builder request = sample().toBuilder();
    request.getResourceSpansBuilderList().stream()
        .flatMap(resource -> resource.getScopeSpansBuilderList().stream())
        .flatMap(scope -> scope.getSpansBuilderList().stream())
        .forEach(change);
    return request.build().toByteArray();
  }

  private static NumberDataPoint number() {
    return NumberDataPoint.newBuilder().setTimeUnixNano(TIME).setAsInt(3).build();
  }

  private static ExportMetricsServiceRequest metrics() {
    return metrics(
        Metric.newBuilder()
            .setName("http.server.duration")
            .setSum(Sum.newBuilder().addDataPoints(number())));
  }

  private static ExportMetricsServiceRequest metrics(Metric.Builder metric) {
    ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
    request.addResourceMetricsBuilder().addScopeMetricsBuilder().addMetrics(metric);
    return request.build();
  }

  private static ExportLogsServiceRequest logs() {
    ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
    request
        .addResourceLogsBuilder()
        .addScopeLogsBuilder()
        .addLogRecords(
            LogRecord.newBuilder()
                .setObservedTimeUnixNano(TIME)
                .setBody(AnyValue.newBuilder().setStringValue("started")));
    return request.build();
  }

  private static ByteString bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 7);
    return ByteString.copyFrom(bytes);
  }

  private static byte[] field(int number, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      CodedOutputStream coded = CodedOutputStream.newInstance(out);
      coded.writeByteArray(number, value);
      coded.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static byte[] zlib(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
