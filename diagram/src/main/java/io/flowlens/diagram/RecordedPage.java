package io.flowlens.diagram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The page as one file for a time of the past: what a replay wrote, as it looked in one minute. */
public final class RecordedPage {
  private RecordedPage() {}

  /**
   * Writes the page.
   *
   * @param rows edge aggregates of one minute each, in any order; later ones are left out
   * @param anomalies in any order
   * @param minute the start of the minute that the picture shows
   * @param card HTML to add to the page, with its text escaped
   */
  public static String of(
      Collection<ObjectNode> rows, Collection<ObjectNode> anomalies, Instant minute, String card) {
    Graph graph = new Graph();
    long end = minute.plusSeconds(EdgeRows.WINDOW_SECONDS).toEpochMilli();
    List<ObjectNode> shown =
        rows.stream()
            .filter(row -> EdgeState.windowStart(row) < end)
            .sorted(Comparator.comparingLong(EdgeState::windowStart))
            .toList();
    graph.begin(shown);
    Anomalies known = new Anomalies();
    anomalies.forEach(known::take);
    long now = end + LastMinute.USUAL_DELAY_MILLIS;
    ObjectNode state = graph.snapshot(now);
    state.set("anomalies", known.list());
    state.set("health", health(graph, known, now));
    state.put("lab", false);
    return PageFile.of(state.toString()).replace("</body>", card + "\n</body>");
  }

  private static JsonNode health(Graph graph, Anomalies anomalies, long now) {
    ObjectNode health = graph.freshness();
    health.put("now", now);
    health.put("ready", true);
    health.put("anomalies", anomalies.size());
    health.put("openAnomalies", anomalies.open());
    health.put("unreadableAnomalies", 0);
    health.set("tableTrouble", JsonNodeFactory.instance.nullNode());
    health.set("streamTrouble", JsonNodeFactory.instance.nullNode());
    return health;
  }
}
