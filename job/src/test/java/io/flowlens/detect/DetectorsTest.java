package io.flowlens.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.detect.api.Detector;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  @Test
  void aDetectorThatIsSwitchedOffIsNotAskedAndTheOthersAre() {
    List<Detector<?>> before = Detectors.all(Settings.defaults());
    for (Detector<?> off : before) {
      Settings settings = Settings.defaults().with(Detectors.enabled(off), false);

      assertThat(Detectors.all(settings))
          .extracting(detector -> detector.id())
          .containsExactlyElementsOf(
              before.stream()
                  .map(detector -> detector.id())
                  .filter(id -> !id.equals(off.id()))
                  .collect(Collectors.toList()));
    }
  }
}
