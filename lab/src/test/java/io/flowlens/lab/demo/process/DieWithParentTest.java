package io.flowlens.lab.demo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DieWithParentTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

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
