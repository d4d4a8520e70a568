package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** OTLP JSON means the same in whichever spelling a writer knows. */
class OtlpSpellingTest {
  static Stream<String> spellings() {
    return Samples.of("otlp-trace").keySet().stream().filter(name -> name.startsWith("spelt-"));
  }

  @ParameterizedTest
  @MethodSource("spellings")
  void everySpellingGivesTheSameFlow(String name) {
    String usual = Samples.one("otlp-trace", "spelt-as-usual.json");
    Events events = decode(Samples.one("otlp-trace", name));
    assertThat(EventText.of(events).get(0)).isEqualTo(EventText.of(decode(usual)).get(0));
    assertThat(events.formats()).containsExactly("otlp-trace");
  }

  @Test
  void theDeadLetterOfAnotherSpellingHoldsOnlyTheBadSpanAndCanBeReplayed() {
    Events events = decode(Samples.one("otlp-trace", "spelt-in-snake-case-with-one-bad-span.json"));
    assertThat(events.flows()).hasSize(1);
    assertThat(events.faults()).hasSize(1);
    Events again = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(Samples.record(events.faults().get(0).data), again);
    }
    assertThat(again.flows()).isEmpty();
    assertThat(again.faults()).hasSize(1);
    assertThat(again.formats()).isEqualTo(List.of());
  }

  private static Events decode(String payload) {
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      decoder.decode(Samples.record(payload), events);
    }
    return events;
  }
}
