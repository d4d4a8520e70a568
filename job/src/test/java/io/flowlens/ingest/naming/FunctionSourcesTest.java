package io.flowlens.ingest.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Group;
import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.model.Counter;
import io.flowlens.model.FlowEvent;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Functions whose spans do not say what feeds them. */
class FunctionSourcesTest {
  private static final String SPAN =
      "{\"resource\":{\"attributes\":{\"cloud.platform\":\"aws_lambda\",\"faas.name\":\"FUNCTION\"}},"
          + "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4716\",\"spanId\":\"00f067aa0ba902b7\","
          + "\"kind\":\"SERVER\",\"name\":\"FUNCTION\",\"startTimeUnixNano\":1795487600000000000,"
          + "\"endTimeUnixNano\":1795487600025000000,\"attributes\":{TRIGGER}}";

  private static final String SALES =
      "sales-figures = arn:aws:dynamodb:eu-west-1:111122223333:table/Orders/stream/2026-01-01T00:00";

  private final Events events = new Events();

  @Test
  void aFunctionIsFedByWhatTheSettingNames() throws Exception {
    String settings =
        "sales-figures = arn:aws:dynamodb:eu-west-1:111122223333:table/Orders/stream/2026-01-01T00:00,"
            + " resize=arn:aws:kinesis:us-east-1:111122223333:stream/images,"
            + "mail = arn:aws:sqs:us-east-1:111122223333:mails";
    assertThat(source(settings, "sales-figures", ""))
        .isEqualTo("change-stream:111122223333:eu-west-1:Orders");
    assertThat(source(settings, "resize", "")).isEqualTo("stream:111122223333:us-east-1:images");
    assertThat(source(settings, "mail", "\"faas.trigger\":\"other\""))
        .isEqualTo("queue:111122223333:us-east-1:mails");
  }

  @Test
  void whatTheSpanSaysCountsMore() throws Exception {
    String settings = "web = arn:aws:sqs:us-east-1:111122223333:mails";
    assertThat(source(settings, "web", "\"faas.trigger\":\"http\"")).isNull();
    assertThat(source(settings, "web", "\"faas.trigger\":\"timer\"")).contains("schedule");
    assertThat(source(settings, "another", "")).isNull();
    assertThat(source("", "web", "")).isNull();
  }

  @Test
  void whatLambdaLogsOfAFedFunctionAddsToItsDeliveries() throws Exception {
    String line =
        "REPORT RequestId: 3f8d\\tDuration: 12.00 ms\\tBilled Duration: 12 ms\\tStatus: error";
    decode(SALES, logged(line));
    FlowEvent flow = events.flows().get(0);
    assertThat(flow.edge.id())
        .isEqualTo(
            "change-stream:111122223333:eu-west-1:Orders|function:111122223333:us-east-1:sales-figures|deliver");
    assertThat(flow.calls).isZero();
    assertThat(flow.get(Counter.INVOCATIONS)).isEqualTo(1);
    assertThat(flow.get(Counter.INVOCATIONS_FAILED)).isEqualTo(1);
  }

  @Test
  void whatLambdaLogsInJsonDoesTheSame() throws Exception {
    String line =
        "{\\\"time\\\":\\\"2026-11-24T02:00:00Z\\\",\\\"type\\\":\\\"platform.report\\\",\\\"record\\\":{"
            + "\\\"requestId\\\":\\\"3f8d\\\",\\\"status\\\":\\\"success\\\",\\\"metrics\\\":{\\\"durationMs\\\":12.0}}}";
    decode(SALES, logged(line));
    FlowEvent flow = events.flows().get(0);
    assertThat(flow.get(Counter.INVOCATIONS)).isEqualTo(1);
    assertThat(flow.get(Counter.INVOCATIONS_FAILED)).isZero();
  }

  @Test
  void withoutTheSettingALogMakesNoFlow() throws Exception {
    decode("", logged("REPORT RequestId: 3f8d\\tDuration: 12.00 ms\\tStatus: error"));
    assertThat(events.flows()).isEmpty();
    assertThat(events.signals()).isNotEmpty();
  }

  private static String logged(String line) {
    return "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\","
        + "\"logGroup\":\"/aws/lambda/sales-figures\",\"logStream\":\"s\",\"subscriptionFilters\":[\"f\"],"
        + "\"logEvents\":[{\"id\":\"1\",\"timestamp\":1795487600000,\"message\":\""
        + line
        + "\"}]}";
  }

  /** The node that the function's invocation is a delivery from; null where it is no delivery. */
  private String source(String settings, String function, String attributes) throws Exception {
    decode(settings, SPAN.replace("FUNCTION", function).replace("TRIGGER", attributes));
    return events.flows().isEmpty() ? null : events.flows().get(0).edge.from.id();
  }

  private void decode(String settings, String payload) throws Exception {
    Properties ingest = new Properties();
    ingest.setProperty("function.sources", settings);
    Settings with =
        Options.of(Group.of("Ingest", "How records are read.", IngestOptions.ALL))
            .read(Map.of("Ingest", ingest));
    try (RecordDecoder decoder = new RecordDecoder(with, Aliases.none())) {
      decoder.decode(Samples.record(payload), events);
    }
    assertThat(events.faults()).isEmpty();
  }
}
