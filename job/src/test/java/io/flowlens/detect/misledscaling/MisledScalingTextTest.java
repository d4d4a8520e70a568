package io.flowlens.detect.misledscaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.ExplanationText;
import io.flowlens.detect.Shop;
import io.flowlens.detect.misledscaling.ScaledTable.Load;
import io.flowlens.model.Anomaly;
import io.flowlens.model.NodeKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/**
 * What is said of each kind, whole. After a wanted change, run with {@code -Dgolden.update=true}
 * and read the difference.
 */
class MisledScalingTextTest {
  private static final Path GOLDEN =
      Path.of("src/test/resources/io/flowlens/detect/misled-scaling.txt");

  @Test
  void eachKindIsExplainedAsInTheGoldenFile() throws IOException {
    String actual = all();
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(GOLDEN));
  }

  private static String all() {
    ScaledTable misled = new ScaledTable(1, 200).between(200, 1_000);
    misled.run(150, minute -> new Load(90, minute >= 60 ? 0.45 : 0.01, 0));
    ScaledTable down = new ScaledTable(1, 1_650).between(800, 4_000);
    down.run(90, minute -> minute < 50 ? Load.of(1_080) : new Load(2_500, 0, 1));
    ScaledTable useless = new ScaledTable(1, 1_500);
    useless.run(90, minute -> minute < 60 ? Load.of(600) : new Load(1_900, 0, 0.8));
    ScaledTable late = new ScaledTable(2, 100).between(100, 10_000);
    late.run(120, minute -> Load.of(minute >= 60 ? 300 : 60));
    ScaledTable early = new ScaledTable(1, 200).between(200, 1_000);
    early.run(120, minute -> Load.of(minute >= 60 && minute < 64 ? 160 : 60));
    ScaledTable flapping = new ScaledTable(1, 200);
    flapping.run(240, minute -> Load.of(minute % 26 < 7 ? 190 : 60));
    ScaledTable hot = new ScaledTable(1, 4_000).withoutScaling().withoutCauses();
    hot.run(120, minute -> new Load(1_600, 0, minute >= 60 ? 0.8 : 0.1));
    ScaledTable index =
        new ScaledTable(1, 100)
            .withoutScaling()
            .asIndex(Shop.node(NodeKind.INDEX, "us-east-1", "Orders/byUser"));
    index.run(120, minute -> Load.of(minute >= 60 ? 180 : 60));
    StringJoiner text = new StringJoiner("\n\n", "", "\n");
    for (ScaledTable table : List.of(misled, down, useless, late, early, flapping, hot, index)) {
      for (Anomaly anomaly : table.anomalies()) {
        text.add(ExplanationText.of(anomaly.explanation));
      }
    }
    return text.toString();
  }
}
