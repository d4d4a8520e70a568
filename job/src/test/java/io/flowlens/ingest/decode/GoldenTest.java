package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sample decodes to what {@code expected.txt} of its folder says. After a wanted change, run
 * with {@code -Dgolden.update=true} and read the difference.
 */
class GoldenTest {
  static Stream<String> formats() {
    return Samples.formats().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void samplesDecodeToWhatTheirFolderExpects(String format) throws IOException {
    Path golden = Samples.ROOT.resolve(format).resolve("expected.txt");
    String actual = decodeAll(format);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }

  private static String decodeAll(String format) {
    StringBuilder text = new StringBuilder();
    Events events = new Events();
    try (RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none())) {
      for (Map.Entry<String, List<String>> sample : Samples.of(format).entrySet()) {
        text.append("== ").append(sample.getKey()).append('\n');
        for (String payload : sample.getValue()) {
          decoder.decode(Samples.record(payload), events);
          EventText.of(events).forEach(line -> text.append(line).append('\n'));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }
}
