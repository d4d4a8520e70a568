package io.flowlens.ingest.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.decode.Samples;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.source.InputOptions;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChangeStreamsTest {
  private static final String CLICKS =
      Samples.one("lambda-stream-failure", "kinesis-retries-exhausted.json");

  @Test
  void aKinesisStreamThatCarriesATablesChangesIsThatTablesStream() throws Exception {
    assertThat(edge(settings("table", "Clicks")))
        .isEqualTo(
            "change-stream:444455556666:eu-west-1:Clicks"
                + "|function:111122223333:us-east-1:count-clicks|deliver");
  }

  @Test
  void anyOtherKinesisStreamKeepsItsName() throws Exception {
    assertThat(edge(settings("account", "111122223333")))
        .startsWith("stream:444455556666:eu-west-1:clicks|");
    assertThat(edge(Settings.defaults())).startsWith("stream:444455556666:eu-west-1:clicks|");
  }

  private static String edge(Settings settings) {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(settings, Aliases.none())) {
      decoder.decode(Samples.record(CLICKS), events);
    }
    return events.flows().get(0).edge.id();
  }

  private static Settings settings(String key, String value) throws Exception {
    Properties input = new Properties();
    input.setProperty("stream.arn", "arn:aws:kinesis:eu-west-1:444455556666:stream/clicks");
    input.setProperty("aws.region", "eu-west-1");
    input.setProperty(key, value);
    return Options.of(InputOptions.GROUP).read(Map.of("Input.clicks", input));
  }
}
