package io.flowlens.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitedLogTest {
  private final CapturedLog captured = new CapturedLog(LimitedLogTest.class);
  private long now = -7;
  private final LimitedLog log = new LimitedLog(LimitedLogTest.class, 2, () -> now);

  @AfterEach
  void close() {
    captured.close();
  }

  @Test
  void asManyLinesAsAreAllowedAreLogged() {
    log.info("edge {}", 1);
    log.info("edge {}", 2);
    assertThat(captured.lines()).containsExactly("INFO edge 1", "INFO edge 2");
  }

  @Test
  void moreInAMinuteAreLeftOutAndCountedInTheNext() {
    for (int i = 1; i <= 5; i++) {
      log.info("edge {}", i);
    }
    now += TimeUnit.SECONDS.toNanos(59);
    log.info("edge 6");
    now += TimeUnit.SECONDS.toNanos(1);
    log.info("edge 7");
    now += TimeUnit.MINUTES.toNanos(1);
    log.info("edge 8");
    assertThat(captured.lines())
        .containsExactly(
            "INFO edge 1",
            "INFO edge 2",
            "WARN 4 lines were left out, as more than 2 came in a minute",
            "INFO edge 7",
            "INFO edge 8");
  }

  @Test
  void anExceptionIsLoggedWithItsStackButWithoutItsMessages() {
    Exception cause = new NumberFormatException("For input string: \"4111111111111111\"");
    log.error("It failed", new IllegalStateException("card 4111111111111111", cause));
    assertThat(captured.lines()).hasSize(1);
    assertThat(captured.lines().get(0))
        .startsWith("ERROR It failed")
        .contains("java.lang.IllegalStateException")
        .contains("Caused by: io.flowlens.log.Stack: java.lang.NumberFormatException")
        .contains("at io.flowlens.log.LimitedLogTest.anExceptionIsLogged")
        .doesNotContain("4111");
  }

  @Test
  void aStackThatOverflowedIsCut() {
    StackOverflowError overflow = new StackOverflowError();
    StackTraceElement[] frames = new StackTraceElement[1024];
    Arrays.fill(frames, overflow.getStackTrace()[0]);
    overflow.setStackTrace(frames);
    log.error("It failed", overflow);
    assertThat(captured.lines().get(0).lines()).hasSizeBetween(20, 50);
  }
}
