package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.log.CapturedLog;
import io.flowlens.schemas.DeadLetterReason;
import org.junit.jupiter.api.Test;

/** What is logged of a fault in flowlens itself: there is no input that is known to cause one. */
class DecoderLogTest {
  private final Events events = new Events();

  @Test
  void anUnexpectedExceptionOfADecoderIsLoggedWithItsStack() {
    Formats formats =
        new Formats(
            new Tools(Settings.defaults(), Aliases.none()), (origin, bytes, depth, events) -> {});
    try (CapturedLog log = new CapturedLog(Formats.class)) {
      assertThat(unusable(formats)).isEqualTo(DeadLetterReason.INTERNAL_ERROR);
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().get(0))
          .startsWith("ERROR A decoder failed")
          .contains("java.lang.NullPointerException")
          .contains("at io.flowlens.ingest.decode.Formats.decode");
    }
  }

  @Test
  void anUnexpectedExceptionAroundDecodingIsLoggedAFewTimesAMinute() {
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());
        CapturedLog log = new CapturedLog(RecordDecoder.class)) {
      for (int i = 0; i < 100; i++) {
        decoder.decode(null, events);
        assertThat(events.faults().get(0).reason).isEqualTo(DeadLetterReason.INTERNAL_ERROR);
      }
      assertThat(log.lines())
          .hasSize(5)
          .allMatch(line -> line.contains("at io.flowlens.ingest.decode.RecordDecoder.decodeData"));
    }
  }

  @Test
  void inputThatIsMerelyUnusableIsNotLogged() {
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());
        CapturedLog log = new CapturedLog(RecordDecoder.class);
        CapturedLog formats = new CapturedLog(Formats.class)) {
      decoder.decode(Samples.record("{\"a\": nonsense"), events);
      assertThat(events.faults()).hasSize(1);
      assertThat(log.lines()).isEmpty();
      assertThat(formats.lines()).isEmpty();
    }
  }

  private String unusable(Formats formats) {
    try {
      formats.decode(null, events);
      return "nothing";
    } catch (Unusable e) {
      return e.reason();
    }
  }
}
