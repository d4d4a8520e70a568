package io.flowlens.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private final PrintStream realErrors = System.err;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  @TempDir Path home;

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(realErrors);
  }

  @Test
  void anUnknownOptionIsOneSentence() {
    assertThat(Demo.run(home, "--colour")).isEqualTo(2);
    assertThat(said()).isEqualTo("demo: Unknown option: '--colour'. See scripts/demo --help.");
  }

  @Test
  void aTimeThatIsNoneIsOneSentence() {
    assertThat(Demo.run(home, "--for", "a while")).isEqualTo(2);
    assertThat(said()).contains("'a while' is no time: write it like 60s, 10m or 1h.");
    assertThat(said().lines()).hasSize(1);
  }

  @Test
  void anUnknownFaultIsOneSentence() {
    assertThat(Demo.run(home, "--fault", "earthquake")).isEqualTo(1);
    assertThat(said())
        .isEqualTo(
            "demo: There is no fault 'earthquake': use throttle-storm, poison-order, echo, stray-region,"
                + " cold-starts.");
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThat(Demo.run(home, "--port", port)).isEqualTo(1);
      assertThat(said())
          .isEqualTo(
              "demo: Port "
                  + port
                  + " is in use: give another with --port, or leave it out for a free one.");
    }
  }

  @Test
  void aSecondDemoInTheSameFolderIsRefused() {
    try (WorkFolder first = WorkFolder.take(home.resolve(".flowlens"))) {
      assertThat(Demo.run(home)).isEqualTo(1);
      assertThat(said()).startsWith("demo: Another demo runs in " + first.folder(""));
    }
  }

  @Test
  void timesAreWrittenWithTheirUnit() {
    assertThat(new TimeConverter().convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(new TimeConverter().convert("10m")).isEqualTo(Duration.ofMinutes(10));
  }

  private String said() {
    return errors.toString(StandardCharsets.UTF_8).strip();
  }
}
