package io.flowlens.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Format;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.naming.Aliases;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every sample is recognised by one format, and no other could claim it. */
class FormatMatrixTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Formats formats =
      new Formats(
          new Tools(Settings.defaults(), Aliases.none()), (origin, bytes, depth, events) -> {});

  @Test
  void everySampleBearsTheMarksOfOneFormat() throws JsonProcessingException {
    for (String folder : Samples.formats()) {
      for (Map.Entry<String, List<String>> sample : Samples.of(folder).entrySet()) {
        for (String payload : sample.getValue()) {
          JsonNode document = MAPPER.readTree(payload);
          boolean inALog = document.has("logEvents");
          assertThat(claiming(document))
              .as("%s/%s", folder, sample.getKey())
              .isEqualTo(Set.of(inALog ? "logs-batch" : folder));
        }
      }
    }
  }

  @Test
  void everyFormatHasSamples() {
    assertThat(formats.ids()).containsExactlyInAnyOrderElementsOf(Samples.formats());
  }

  /** The formats whose marks the document bears; where it bears none, those of weak marks. */
  private Set<String> claiming(JsonNode document) {
    Set<String> strong = new TreeSet<>();
    Set<String> weak = new TreeSet<>();
    for (Format format : formats.all()) {
      if (bears(document, format.marks())) {
        strong.add(format.id());
      }
      if (bears(document, format.weakMarks())) {
        weak.add(format.id());
      }
    }
    return strong.isEmpty() ? weak : strong;
  }

  private static boolean bears(JsonNode document, Set<String> marks) {
    return marks.stream().anyMatch(document::has);
  }
}
