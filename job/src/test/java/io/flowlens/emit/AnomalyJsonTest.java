package io.flowlens.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.Anomaly;
import io.flowlens.model.Measure;
import io.flowlens.model.Muted;
import io.flowlens.model.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyJsonTest {
  private static final Contract CONTRACT = Contract.of("anomaly");
  private final AnomalyJson form = new AnomalyJson();

  @Test
  void anOpenEpisodeHasNoEnd() {
    assertThat(CONTRACT.holds(form.bytes(Results.storm())))
        .isEqualTo(
            """
            {"schemaVersion":1,"id":"retry-cascade-9f86d081","type":"retry-cascade","revision":1,"status":"open",\
            "severity":"warning","confidence":0.666667,\
            "startedAt":"2026-11-24T10:00:40Z","detectedAt":"2026-11-24T10:01:00Z","updatedAt":"2026-11-24T10:01:00Z",\
            "root":{"from":{"kind":"service","account":"111122223333","region":"us-east-1","name":"check out"},\
            "to":{"kind":"table","account":"111122223333","region":"eu-west-1","name":"Orders"},"access":"write"},\
            "path":[{"from":{"kind":"service","account":"111122223333","region":"us-east-1","name":"check out"},\
            "to":{"kind":"table","account":"111122223333","region":"eu-west-1","name":"Orders"},"access":"write"}],\
            "summary":"3.2 attempts for each write.","findings":["RETRY_BUDGET_EXCEEDED"],\
            "measures":[{"name":"attempts-per-call","unit":"attempts","observed":3.20802,"threshold":1.1,"samples":399},\
            {"name":"bytes","unit":"bytes","observed":123456789,"expected":0,"samples":399}],\
            "evidence":[{"traceId":"5f6c2b9e8a1d4c7f9b3e0a6d2c8f4e1b","at":"2026-11-24T10:00:41.207Z","note":"8 attempts"}],\
            "counterEvidence":["The callers' rate did not rise."],\
            "recommendations":[{"action":"Set a retry budget","where":"SDK","why":"…"}]}""");
  }

  @Test
  void anAnomalyMayBeRootedAtANode() {
    Anomaly anomaly = Results.storm();
    anomaly.root = Subject.of(anomaly.root.end());
    anomaly.path = List.of();
    assertThat(CONTRACT.holds(form.bytes(anomaly)))
        .contains(
            "\"root\":{\"node\":{\"kind\":\"table\",\"account\":\"111122223333\","
                + "\"region\":\"eu-west-1\",\"name\":\"Orders\"}},\"path\":[]");
  }

  @Test
  void aResolvedSymptomSaysWhenItEndedAndOfWhatItWas() {
    Anomaly anomaly = Results.storm();
    anomaly.status = Anomaly.Status.RESOLVED;
    anomaly.resolvedAt = Results.at("10:05:00");
    anomaly.parentId = "cold-cache-spike-1";
    assertThat(CONTRACT.holds(form.bytes(anomaly)))
        .contains("\"resolvedAt\":\"2026-11-24T10:05:00Z\"")
        .contains("\"parentId\":\"cold-cache-spike-1\"");
  }

  @Test
  void aMeasureOfWhichMoreIsBetterSaysSo() {
    Anomaly anomaly = Results.storm();
    anomaly.explanation.measures =
        List.of(Measure.of("wait-before-first-retry", "ms", 240, Double.NaN, 8, 30).badBelow());
    assertThat(CONTRACT.holds(form.bytes(anomaly)))
        .contains("\"threshold\":8,\"bad\":\"below\",\"samples\":30");
  }

  @Test
  void aMutedAnomalySaysWhyAndUntilWhen() {
    Anomaly anomaly = Results.storm();
    anomaly.muted = Muted.of("OPS-1", 1_764_288_000_000L);
    assertThat(CONTRACT.holds(form.bytes(anomaly)))
        .contains("\"muted\":{\"reason\":\"OPS-1\",\"until\":\"2025-11-28T00:00:00Z\"}");
    anomaly.muted = Muted.of("by design", 0);
    assertThat(CONTRACT.holds(form.bytes(anomaly)))
        .contains("\"muted\":{\"reason\":\"by design\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1234.56789, 1234.57",
    "999999.5, 1000000",
    "1e9, 1000000000",
    "1e-7, 0.0000001",
    "1e-12, 0",
    "-2.5, -2.5",
    "NaN, ",
    "Infinity, ",
    "1e16, "
  })
  void measuredNumbersKeepSixDigits(double value, String written) {
    Anomaly anomaly = Results.storm();
    anomaly.explanation.measures = List.of(Measure.of("m", "u", 1, value, Double.NaN, 1));
    String expected = written == null ? "\"observed\":1," : "\"expected\":" + written + ",";
    assertThat(CONTRACT.holds(form.bytes(anomaly))).contains(expected + "\"samples\"");
  }
}
