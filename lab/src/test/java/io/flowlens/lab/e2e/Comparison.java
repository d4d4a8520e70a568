package io.flowlens.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.e2e.Target.DeadLetter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether a job that was disturbed ended as one that never was, and both hold all traffic. */
final class Comparison {
  private static final String WRITES = "|table:111122223333:us-east-1:Orders|write";
  private static final String CALLS = "|service:111122223333:us-east-1:checkout|call";
  private static final String CHANGES = "|change-stream:111122223333:us-east-1:Orders|change";
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration REST = Duration.ofSeconds(4);

  private final Feed feed;
  private final Target undisturbed;
  private final Target disturbed;
  private final boolean sameStreams;

  /**
   * Of the targets of two jobs that have read all traffic.
   *
   * @param sameStreams whether both read it from the same streams; else the dead letters of both
   *     come from different places
   */
  Comparison(Feed feed, Target undisturbed, Target disturbed, boolean sameStreams) {
    this.feed = feed;
    this.undisturbed = undisturbed;
    this.disturbed = disturbed;
    this.sameStreams = sameStreams;
  }

  /** Waits until both have written everything, and writes nothing more. */
  void await() throws Exception {
    Patience.await(LIMIT, () -> isWhole(undisturbed) && isWhole(disturbed));
    Patience.awaitRest(REST, LIMIT, () -> everything(undisturbed));
    Patience.await(LIMIT, () -> everything(disturbed).equals(everything(undisturbed)));
    Patience.awaitRest(REST, LIMIT, () -> everything(disturbed));
  }

  private boolean isWhole(Target target) {
    return target.sum(WRITES, "calls") >= feed.writes()
        && target.sum(CALLS, "calls") >= feed.calls()
        && target.sum(CHANGES, "calls") >= feed.changes()
        && target.deadLetters().size() >= feed.broken();
  }

  private List<Object> everything(Target target) {
    return List.of(target.rows(), target.anomalies(), deadLetters(target));
  }

  /** Fails unless both hold all traffic, once, and say the same of it. */
  void check() {
    assertThat(undisturbed.sum(WRITES, "calls")).isEqualTo(feed.writes());
    assertThat(undisturbed.sum(CALLS, "calls")).isEqualTo(feed.calls());
    assertThat(undisturbed.sum(CHANGES, "calls")).isEqualTo(feed.changes());
    assertThat(undisturbed.deadLetters()).hasSize((int) feed.broken());
    assertThat(disturbed.deadLetters()).hasSize((int) feed.broken());
    assertThat(undisturbed.anomalies().values())
        .as("the storm")
        .anySatisfy(anomaly -> assertThat(anomaly.get("type").asText()).isEqualTo("retry-cascade"));

    same("row", undisturbed.rows(), disturbed.rows());
    same("anomaly", undisturbed.anomalies(), disturbed.anomalies());
    same("dead letter", deadLetters(undisturbed), deadLetters(disturbed));
  }

  private Map<String, DeadLetter> deadLetters(Target target) {
    Map<String, DeadLetter> byOrigin = target.deadLetters();
    if (sameStreams) {
      return byOrigin;
    }
    return byOrigin.values().stream()
        .collect(Collectors.toMap(DeadLetter::data, letter -> letter, (one, same) -> one));
  }

  private static <T> void same(String what, Map<String, T> expected, Map<String, T> actual) {
    assertThat(actual.keySet()).as("%ss", what).isEqualTo(expected.keySet());
    expected.forEach(
        (key, value) -> assertThat(actual.get(key)).as("%s %s", what, key).isEqualTo(value));
  }
}
