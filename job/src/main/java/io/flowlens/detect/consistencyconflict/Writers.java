package io.flowlens.detect.consistencyconflict;

import io.flowlens.detect.api.Round;
import io.flowlens.detect.explain.Text;
import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who writes to a table in which of its regions, as far as spans and flow events show it. */
final class Writers {
  private static final int MOST = 32;
  private static final long MEMORY_MILLIS = 3_600_000;

  private Writers() {}

  /** Remembers who wrote in this round; nobody while the table is known in one region only. */
  static void note(ReplicatedTable table, Round round) {
    if (table.regions.length < 2) {
      table.writers = new Writer[0];
      return;
    }
    Map<String, Writer> writers = new TreeMap<>();
    for (Writer writer : table.writers) {
      if (round.start() - writer.lastWrite < MEMORY_MILLIS) {
        writers.put(writer.edge.id(), writer);
      }
    }
    for (Pane pane : round.panes()) {
      long writes = pane.get(Counter.OK);
      String id = pane.edge.id();
      boolean isWrite = pane.edge.access != Access.CHANGE && pane.edge.to.kind == NodeKind.TABLE;
      if (isWrite && writes > 0 && (writers.containsKey(id) || writers.size() < MOST)) {
        Writer writer = writers.computeIfAbsent(id, unknown -> new Writer());
        writer.edge = pane.edge;
        writer.lastWrite = round.start();
        writer.writes += writes;
      }
    }
    table.writers = writers.values().toArray(new Writer[0]);
  }

  /** Who writes to the table in this region, for a sentence; empty where nobody is known to. */
  static String in(ReplicatedTable table, Node region) {
    List<String> names =
        Arrays.stream(table.writers)
            .filter(writer -> writer.edge.to.equals(region))
            .map(writer -> Text.name(writer.edge.from))
            .distinct()
            .sorted()
            .collect(Collectors.toList());
    return names.size() <= 2
        ? String.join(" and ", names)
        : names.get(0) + " and " + (names.size() - 1) + " others";
  }

  /** Regions in which it is written to, but of which no change records are known. */
  static List<String> elsewhere(ReplicatedTable table) {
    List<Node> known = Arrays.asList(table.regions);
    return Arrays.stream(table.writers)
        .filter(writer -> !known.contains(writer.edge.to))
        .map(writer -> writer.edge.to.region)
        .filter(region -> !region.isEmpty())
        .collect(Collectors.collectingAndThen(Collectors.toCollection(TreeSet::new), List::copyOf));
  }

  /** The share of all writes that are made in this region; NaN where none are known. */
  static double share(ReplicatedTable table, Node region) {
    long all = 0;
    long here = 0;
    for (Writer writer : table.writers) {
      all += writer.writes;
      here += writer.edge.to.equals(region) ? writer.writes : 0;
    }
    return all == 0 ? Double.NaN : (double) here / all;
  }
}
