package io.flowlens.ingest.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Group;
import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.ingest.formats.api.Events;
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

  /** The node that the function's invocation is a delivery from; null where it is no delivery. */
  private String source(String settings, String function, String attributes) throws Exception {
    Properties ingest = new Properties();
    ingest.setProperty("function.sources", settings);
    Settings with =
        Options.of(Group.of("Ingest", "How records are read.", IngestOptions.ALL))
            .read(Map.of("Ingest", ingest));
    try (RecordDecoder decoder = new RecordDecoder(with, Aliases.none())) {
      decoder.decode(
          Samples.record(SPAN.replace("FUNCTION", function).replace("TRIGGER", attributes)),
          events);
    }
    assertThat(events.faults()).isEmpty();
    return events.flows().isEmpty() ? null : events.flows().get(0).edge.from.id();
  }
}
