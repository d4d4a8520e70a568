package io.flowlens.replay.languages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flowlens.replay.languages.Traffic.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same shop, written in one language after the other, shows the same edges and anomalies. */
class LanguagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/io/flowlens/replay/languages");

  /** What all languages show of each minute alike. */
  private static final Set<String> ALIKE =
      Set.of(
          "edgeId",
          "windowStart",
          "windowSeconds",
          "calls",
          "ok",
          "failed",
          "operations",
          "latencyMs");

  private static final Map<String, Replayed> REPLAYED = new HashMap<>();

  @TempDir static Path folder;

  @ParameterizedTest
  @EnumSource
  void aStormOfRetriesIsOneRetryCascadeAtItsEdge(Language language) throws IOException {
    List<JsonNode> anomalies = replay(language, Fault.THROTTLED_WRITES).anomalies();
    assertThat(anomalies)
        .extracting(anomaly -> anomaly.get("type").asText(), LanguagesTest::root)
        .containsExactly(
            tuple("retry-cascade", "checkout in us-east-1 → Orders in us-east-1 (write)"));
    assertReads("retry-cascade-" + language.sdkLanguage() + ".txt", anomalies.get(0));
  }

  @ParameterizedTest
  @EnumSource
  void aServiceThatCallsTheWrongRegionIsOneRegionMismatch(Language language) throws IOException {
    List<JsonNode> anomalies = replay(language, Fault.WRONG_REGION).anomalies();
    assertThat(anomalies)
        .extracting(anomaly -> anomaly.get("type").asText(), LanguagesTest::root)
        .containsExactly(
            tuple("region-mismatch", "catalog in eu-west-1 → Orders in us-east-1 (read)"));
    assertThat(anomalies.get(0).get("findings")).extracting(JsonNode::asText).contains("MISROUTED");
  }

  @ParameterizedTest
  @EnumSource
  void theSameTrafficWithoutFaultsIsNoAnomaly(Language language) throws IOException {
    assertThat(replay(language, Fault.NONE).anomalies()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void edgesHoldWhatTheLanguageShowsOfEachCall(Language language) throws IOException {
    for (Fault fault : Fault.values()) {
      assertThat(EdgeTotals.of(replay(language, fault).edges()))
          .isEqualTo(EdgeTotals.shownBy(language, Traffic.with(fault)));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "JAVA")
  void eachMinuteHasTheSameCallsAndLatencyAsInJava(Language language) throws IOException {
    for (Fault fault : Fault.values()) {
      assertThat(alike(replay(language, fault).edges()))
          .isEqualTo(alike(replay(Language.JAVA, fault).edges()));
    }
  }

  private static Replayed replay(Language language, Fault fault) throws IOException {
    String name = language + "-" + fault;
    if (!REPLAYED.containsKey(name)) {
      Path own = Files.createDirectory(folder.resolve(name));
      REPLAYED.put(name, Replayed.of(language, Traffic.with(fault), own));
    }
    Replayed replayed = REPLAYED.get(name);
    assertThat(replayed.deadLetters()).isEmpty();
    return replayed;
  }

  private static List<JsonNode> alike(List<JsonNode> rows) {
    List<JsonNode> alike = new ArrayList<>();
    rows.forEach(row -> alike.add(((ObjectNode) row.deepCopy()).retain(ALIKE)));
    return alike;
  }

  private static String root(JsonNode anomaly) {
    JsonNode root = anomaly.get("root");
    return "%s → %s (%s)"
        .formatted(node(root.get("from")), node(root.get("to")), root.get("access").asText());
  }

  private static String node(JsonNode node) {
    return node.get("name").asText() + " in " + node.get("region").asText();
  }

  /** After a wanted change, run with {@code -Dgolden.update=true} and read the difference. */
  private static void assertReads(String name, JsonNode anomaly) throws IOException {
    Path golden = GOLDEN.resolve(name);
    String actual = AnomalyPage.of(anomaly);
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
