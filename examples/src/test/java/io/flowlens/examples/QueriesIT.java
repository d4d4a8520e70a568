package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.examples.EdgeQueries.Waste;
import io.flowlens.schemas.records.Anomaly;
import io.flowlens.schemas.records.EdgeRow;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The queries in Java and Python over rows that the job wrote. */
class QueriesIT {
  private final EdgeQueries queries = new EdgeQueries(Local.DYNAMO_DB, Incident.TABLE);

  @BeforeAll
  static void store() throws IOException {
    Incident.store();
  }

  @Test
  void anEdgesHistoryIsWhatTheJobWrote() throws IOException {
    List<EdgeRow> written =
        Incident.edges().stream()
            .map(EdgeRow::parse)
            .filter(row -> row.edgeId.equals(Incident.WRITES))
            .toList();
    List<EdgeRow> read =
        queries.history(Incident.WRITES, Incident.FIRST_MINUTE, Incident.LAST_MINUTE);
    assertThat(read).usingRecursiveComparison().isEqualTo(written);
    assertThat(read).hasSize(14);
    assertThat(read.get(5).errors.throttled).isPositive();
  }

  @Test
  void aMinuteHoldsEveryEdgeOfTheDiagram() {
    assertThat(queries.minute(Incident.LAST_MINUTE))
        .extracting(row -> row.edgeId)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .contains(Incident.WRITES);
    assertThat(queries.minute(Incident.FIRST_MINUTE.minusSeconds(60))).isEmpty();
  }

  @Test
  void aDaysAnomaliesAreWhatTheJobWrote() throws IOException {
    List<Anomaly> written = Incident.anomalies().stream().map(Anomaly::parse).toList();
    List<Anomaly> read = queries.anomalies(LocalDate.parse("2026-01-05"));
    assertThat(read).usingRecursiveComparison().isEqualTo(written);
    assertThat(read).hasSize(1);
    assertThat(queries.anomalies(LocalDate.parse("2026-01-04"))).isEmpty();
  }

  @Test
  void theEdgeThatWastedMostComesFirst() {
    assertThat(queries.waste(Incident.FIRST_MINUTE, 14))
        .containsExactly(new Waste(Incident.WRITES, 0, 251));
    assertThat(queries.waste(Incident.FIRST_MINUTE, 2)).isEmpty();
  }

  @Test
  void inPythonAnEdgesLastHourIsTheSame() {
    List<String> lines = python("history", Incident.WRITES).lines().toList();
    assertThat(lines).hasSizeBetween(9, 14);
    assertThat(lines.get(4)).isEqualTo(Incident.now("2026-01-05T09:04:00Z") + " 44 126 15");
  }

  @Test
  void inPythonAMinuteIsTheSame() {
    assertThat(python("minute").lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("\\d+ \\Q" + Incident.WRITES + "\\E"));
  }

  @Test
  void inPythonADaysAnomaliesAreTheSame() {
    Instant started = Incident.now("2026-01-05T09:03:50Z");
    String today = started.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    for (String day : List.of("2026-01-05", today)) {
      assertThat(python("anomalies", day))
          .contains(" resolved critical checkout → Orders (write): ")
          .contains("2.71 attempts per call")
          .hasLineCount(1);
    }
    assertThat(python("anomalies", "2026-01-04")).isEmpty();
  }

  @Test
  void inPythonTheEdgeThatWastedMostComesFirst() {
    assertThat(python("waste", "20")).isEqualTo("0 251 " + Incident.WRITES + "\n");
  }

  private static String python(String command, String... argument) {
    String[] arguments = new String[3 + argument.length];
    arguments[0] = "examples/python/queries.py";
    arguments[1] = Incident.TABLE;
    arguments[2] = command;
    System.arraycopy(argument, 0, arguments, 3, argument.length);
    return Program.python(Map.of(), "", arguments);
  }
}
