package io.flowlens.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  @Test
  void aDetectorThatIsSwitchedOffIsNotAskedAndTheOthersAre() {
    List<Question<?>> before = asked(Settings.defaults());
    for (Question<?> off : before) {
      Settings settings = Settings.defaults().with(Detectors.enabled(off), false);

      assertThat(asked(settings))
          .extracting(question -> question.id())
          .containsExactlyElementsOf(
              before.stream()
                  .map(question -> question.id())
                  .filter(id -> !id.equals(off.id()))
                  .collect(Collectors.toList()));
    }
  }

  private static List<Question<?>> asked(Settings settings) {
    return Stream.<Question<?>>concat(
            Detectors.all(settings).stream(), Detectors.onTables(settings).stream())
        .collect(Collectors.toList());
  }
}
