package io.flowlens.lab.demo.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class SpanBatchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final List<byte[]> records = new CopyOnWriteArrayList<>();

  @Test
  void finishedSpansAreOneGzippedBatchOfASubscriptionToAwsSpans() throws IOException {
    export(Workload.service("orders", Region.EU_WEST_1), 2);

    assertThat(records).hasSize(1);
    assertThat(records.get(0)).startsWith(0x1f, 0x8b);
    JsonNode batch = batch();
    assertThat(batch.path("messageType").asText()).isEqualTo("DATA_MESSAGE");
    assertThat(batch.path("owner").asText()).isEqualTo("111122223333");
    assertThat(batch.path("logGroup").asText()).isEqualTo("aws/spans");
    assertThat(batch.path("logStream").asText()).isEqualTo("orders.eu-west-1");
    assertThat(batch.path("subscriptionFilters").toString()).isEqualTo("[\"flowlens\"]");
    assertThat(batch.path("logEvents")).hasSize(2);
    assertThat(batch.at("/logEvents/0/id").asText()).matches("\\d{56}");
    assertThat(batch.at("/logEvents/1/id").asText())
        .isNotEqualTo(batch.at("/logEvents/0/id").asText());
    assertThat(batch.at("/logEvents/0/timestamp").asLong())
        .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
  }

  @Test
  void aLogEventIsASpanWithFlatAttributesAndItsResource() throws IOException {
    export(Workload.function("sales", Region.US_EAST_1), 1);

    JsonNode span = JSON.readTree(batch().at("/logEvents/0/message").asText());
    assertThat(span.path("traceId").asText()).matches("[0-9a-f]{32}");
    assertThat(span.path("spanId").asText()).matches("[0-9a-f]{16}");
    assertThat(span.has("parentSpanId")).isFalse();
    assertThat(span.path("kind").asText()).isEqualTo("SERVER");
    assertThat(span.path("durationNano").asLong())
        .isEqualTo(span.path("endTimeUnixNano").asLong() - span.path("startTimeUnixNano").asLong());
    assertThat(span.at("/attributes/http.response.status_code").isNumber()).isTrue();
    assertThat(span.at("/status/code").asText()).isEqualTo("UNSET");
    JsonNode resource = span.at("/resource/attributes");
    assertThat(resource.path("service.name").asText()).isEqualTo("sales");
    assertThat(resource.path("cloud.platform").asText()).isEqualTo("aws_lambda");
    assertThat(resource.path("faas.name").asText()).isEqualTo("sales");
    assertThat(resource.path("cloud.region").asText()).isEqualTo("us-east-1");
    assertThat(resource.path("cloud.account.id").asText()).isEqualTo("111122223333");
  }

  private void export(Workload workload, int spans) {
    try (Telemetry telemetry = new Telemetry(workload, records::add)) {
      for (int i = 0; i < spans; i++) {
        Span span =
            telemetry.tracer().spanBuilder("GET /x").setSpanKind(SpanKind.SERVER).startSpan();
        span.setAttribute("http.response.status_code", 200).end();
      }
    }
  }

  private JsonNode batch() throws IOException {
    return JSON.readTree(new GZIPInputStream(new ByteArrayInputStream(records.get(0))));
  }
}
