package io.flowlens.ingest.formats.span;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.SpanHalf;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** HTTP requests below calls of the SDK are attempts of these calls, and nothing by themselves. */
class ChildSpansTest {
  private static final String SDK = "\"rpc.system\":\"aws-api\",\"rpc.service\":\"%s\"";
  private static final String DYNAMODB =
      String.format(SDK, "DynamoDB")
          + ",\"rpc.method\":\"GetItem\",\"cloud.region\":\"us-east-1\","
          + "\"aws.dynamodb.table_names\":[\"Orders\"]";
  private static final String TABLE_HOST = "dynamodb.us-east-1.amazonaws.com";

  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());

  @AfterEach
  void close() {
    decoder.close();
  }

  @Test
  void theRequestsAreTheAttemptsInWhicheverOrderTheyCome() {
    String call = span(1, 0, 100, DYNAMODB);
    String first = request(2, 1, 30, TABLE_HOST, 500);
    String second = request(3, 1, 60, TABLE_HOST, 400);
    String third = request(4, 1, 95, TABLE_HOST, 200);
    for (List<String> order :
        List.of(List.of(first, second, third, call), List.of(call, third, first, second))) {
      decode(order);
      FlowEvent flow = onlyFlow();
      assertThat(flow.attempts).isEqualTo(3);
      assertThat(flow.ok).isTrue();
      assertThat(failures(flow, ErrorClass.SERVER)).isEqualTo(1);
      assertThat(failures(flow, ErrorClass.OTHER)).isEqualTo(1);
      assertThat(flow.gaps).containsExactly(30_000, 35_000);
      assertThat(events.ignoredCount()).isEqualTo(3);
    }
  }

  @Test
  void theSameHoldsWhenTheSpansAreLikeOnesBefore() {
    for (int i = 0; i < 40; i++) {
      decode(
          List.of(
              request(10 + i, 60 + i, 30, TABLE_HOST, 500),
              request(200 + i, 60 + i, 90, TABLE_HOST, 200),
              span(60 + i, 0, 100, DYNAMODB)));
      assertThat(onlyFlow().attempts).isEqualTo(2);
      assertThat(failures(onlyFlow(), ErrorClass.SERVER)).isEqualTo(1);
    }
  }

  /** An HTTP client's own retries: the first fails, the second repeats it and succeeds. */
  @Test
  void requestsThatAreSentAgainAreOneCall() {
    String resent = ",\"http.request.resend_count\":";
    decode(
        List.of(
            request(2, 1, 30, "pay.example.com", 503),
            request(3, 1, 80, "pay.example.com", 503, resent + 1),
            request(4, 1, 95, "pay.example.com", 200, resent + 2),
            request(5, 1, 98, "stock.example.com", 200)));
    List<SpanHalf> calls =
        events.halves().stream().filter(half -> half.role == SpanHalf.Role.CLIENT).toList();
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).flow.ok).isTrue();
    assertThat(calls.get(0).flow.attempts).isEqualTo(3);
    assertThat(calls.get(0).flow.attemptsShown).isTrue();
    assertThat(failures(calls.get(0).flow, ErrorClass.SERVER)).isEqualTo(2);
    assertThat(calls.get(1).flow.attempts).isEqualTo(1);
    assertThat(events.halves()).filteredOn(half -> half.role == SpanHalf.Role.LINK).hasSize(2);
  }

  @Test
  void aRequestForCredentialsIsNoAttempt() {
    decode(
        List.of(
            request(2, 1, 20, "169.254.170.2", 200),
            request(3, 1, 60, TABLE_HOST, 200),
            span(1, 0, 100, DYNAMODB)));
    assertThat(events.flows()).hasSize(1);
    assertThat(events.flows().get(0).attempts).isEqualTo(1);
  }

  @Test
  void aCallThatTheSdkCountedItselfKeepsItsCount() {
    decode(
        List.of(
            request(3, 1, 60, TABLE_HOST, 200),
            span(1, 0, 100, DYNAMODB + ",\"retry_attempts\":2")));
    assertThat(onlyFlow().attempts).isEqualTo(3);
  }

  @Test
  void aLocalEndpointIsNoOtherCallee() {
    decode(
        List.of(
            request(2, 1, 40, "localhost", 500),
            request(3, 1, 90, "localhost", 200),
            span(1, 0, 100, DYNAMODB)));
    assertThat(onlyFlow().attempts).isEqualTo(2);
    assertThat(events.ignoredCount()).isEqualTo(2);
  }

  @Test
  void anInvokedFunctionIsCalledOnceToo() {
    String invoke = String.format(SDK, "Lambda") + ",\"aws.lambda.function.name\":\"mail\"";
    decode(
        List.of(
            request(2, 1, 40, "lambda.us-east-1.amazonaws.com", 500),
            request(3, 1, 90, "lambda.us-east-1.amazonaws.com", 200),
            span(1, 0, 100, invoke)));
    assertThat(events.flows()).isEmpty();
    assertThat(events.halves()).hasSize(1);
    assertThat(events.halves().get(0).flow.attempts).isEqualTo(2);
  }

  @Test
  void aRequestWhoseCallIsInAnotherRecordIsIgnoredWhereItsHostShowsTheSdk() {
    decode(List.of(request(2, 1, 40, TABLE_HOST, 500)));
    assertThat(events.halves()).isEmpty();
    assertThat(events.ignoredCount()).isEqualTo(1);
  }

  @Test
  void aRequestBelowAnotherSpanIsACallOfItsOwn() {
    String local = span(1, 0, 100, "\"a\":1").replace("CLIENT", "INTERNAL");
    decode(List.of(request(2, 1, 40, "prices.example.com", 500), local));
    assertThat(events.halves()).hasSize(1);
    decode(
        List.of(
            request(2, 1, 40, "prices.example.com", 500),
            request(1, 9, 50, "prices.example.com", 200)));
    assertThat(events.halves()).hasSize(2);
  }

  private FlowEvent onlyFlow() {
    assertThat(events.faults()).isEmpty();
    assertThat(events.flows()).hasSize(1);
    assertThat(events.halves()).isEmpty();
    return events.flows().get(0);
  }

  private static int failures(FlowEvent flow, ErrorClass errorClass) {
    return flow.errors == null ? 0 : flow.errors[errorClass.ordinal()];
  }

  private void decode(List<String> spans) {
    decoder.decode(Samples.record(String.join("\n", spans)), events);
  }

  private static String request(int id, int parent, int endMillis, String host, int status) {
    return request(id, parent, endMillis, host, status, "");
  }

  private static String request(
      int id, int parent, int endMillis, String host, int status, String more) {
    return span(
        id,
        parent,
        endMillis,
        "\"http.request.method\":\"POST\",\"server.address\":\""
            + host
            + "\",\"http.response.status_code\":"
            + status
            + more,
        status < 400 ? "UNSET" : "ERROR");
  }

  private static String span(int id, int parent, int endMillis, String attributes) {
    return span(id, parent, endMillis, attributes, "UNSET");
  }

  private static String span(int id, int parent, int endMillis, String attributes, String status) {
    return String.format(
        "{\"resource\":{\"attributes\":{\"service.name\":\"shop\"}},"
            + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4716\",\"spanId\":\"%016x\","
            + "\"parentSpanId\":\"%s\",\"name\":\"n\",\"kind\":\"CLIENT\","
            + "\"startTimeUnixNano\":1795487600000000000,\"endTimeUnixNano\":%d,"
            + "\"attributes\":{%s},\"status\":{\"code\":\"%s\"}}",
        id,
        parent == 0 ? "" : String.format("%016x", parent),
        1_795_487_600_000_000_000L + endMillis * 1_000_000L,
        attributes,
        status);
  }
}
