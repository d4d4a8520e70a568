package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job accepts what the published schema of a flow event accepts, and refuses the rest. */
class FlowEventContractTest {
  private static final Path SCHEMAS = Path.of("../schemas/src");
  private static final String FOLDER = "resources/io/flowlens/schemas/";
  private static final Path SAMPLES = SCHEMAS.resolve("main/" + FOLDER + "samples/flow-event");
  private static final Path INVALID = SCHEMAS.resolve("test/" + FOLDER + "invalid/flow-event");
  private static final Path GOLDEN = Samples.ROOT.resolve("flow-event/samples-of-the-schema.txt");

  private final Events events = new Events();
  private final RecordDecoder decoder = new RecordDecoder(Settings.defaults(), Aliases.none());

  @AfterEach
  void close() {
    decoder.close();
  }

  static List<Path> invalid() throws IOException {
    return filesOf(INVALID);
  }

  /** With {@code -Dgolden.update=true} what they decode to is taken over. */
  @Test
  void everySampleOfTheSchemaDecodesToOneFlow() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path sample : filesOf(SAMPLES)) {
      decoder.decode(Samples.record(Files.readString(sample)), events);
      assertThat(events.faults()).as("%s", sample).isEmpty();
      assertThat(events.flows()).as("%s", sample).hasSize(1);
      text.append("== ").append(sample.getFileName()).append('\n');
      EventText.of(events).forEach(line -> text.append(line).append('\n'));
      text.append('\n');
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GOLDEN, text);
    }
    assertThat(text.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatTheSchemaRefusesIsADeadLetter(Path sample) throws IOException {
    decoder.decode(Samples.record(Files.readString(sample)), events);
    assertThat(events.faults()).hasSize(1);
    assertThat(events.flows()).isEmpty();
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
