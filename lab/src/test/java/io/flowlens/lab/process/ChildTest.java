package io.flowlens.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.lab.CannotStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  @Test
  void aChildThatEndsWhileItStartsIsToldWithItsLastWords() {
    try (Child child = Child.start("job", List.of(JAVA, "--no-such-option"), Map.of(), folder)) {
      assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(30), () -> false))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("The job ended while it started: ")
          .hasMessageContaining("--no-such-option");
    }
  }

  @Test
  void aJavaProgramEndsWhenItsParentLetsGoOfItsInput() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                JAVA, "-cp", System.getProperty("java.class.path"), Endless.class.getName())
            .start();
    assertThat(process.isAlive()).isTrue();

    process.getOutputStream().close();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Runs for ever, but for the watch. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] arguments) throws InterruptedException {
      DieWithParent.premain("");
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
