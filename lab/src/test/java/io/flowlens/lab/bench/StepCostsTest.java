package io.flowlens.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guards against steps that become dearer unnoticed. Time would need a quiet machine; what is
 * allocated is the same on each, in a JVM whose compiler optimises no allocation away. A ceiling is
 * 10 % above what was measured when it was set: lower it with a gain, raise it only with a reason.
 */
class StepCostsTest {
  private static final long SPANS = 12_800;

  private static StepCosts.All costs;

  @BeforeAll
  static void measure(@TempDir Path folder) throws Exception {
    Corpus.make(folder, Corpus.Form.BATCHES, SPANS);
    costs =
        new Child()
            .run(
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                StepCosts.class,
                new TypeReference<>() {},
                folder,
                SPANS,
                2);
  }

  @Test
  void decodingASpanAllocatesNoMoreThanBefore() {
    assertThat(costs.decode().bytes()).isBetween(100.0, 755.0);
  }

  @Test
  void combiningASpanAllocatesNoMoreThanBefore() {
    assertThat(costs.combine().bytes()).isBetween(10.0, 139.0);
  }

  @Test
  void judgingAPaneAllocatesNoMoreThanBefore() {
    assertThat(costs.judge().bytes()).isBetween(10.0, 6_470.0);
  }
}
