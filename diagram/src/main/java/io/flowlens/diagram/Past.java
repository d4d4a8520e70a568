package io.flowlens.diagram;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The graph as it was in one minute of the past. */
final class Past {
  private Past() {}

  /**
   * Reads a minute's rows and shows them as the page draws edges: the rates are those of the
   * minute.
   *
   * @param minute the minute's start
   */
  static ObjectNode of(EdgeRows rows, Instant minute) {
    Graph graph = new Graph();
    graph.begin(rows.minute(minute));
    long end = minute.plusSeconds(EdgeRows.WINDOW_SECONDS).toEpochMilli();
    ObjectNode snapshot = graph.snapshot(end + LastMinute.USUAL_DELAY_MILLIS);
    return snapshot.put("at", minute.toString());
  }
}
