package io.flowlens.detect.replayloop;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.util.TreeMap;

/** Brings what is known of a table and its functions up to date with one more pane. */
final class ReplayStateUpdate {
  /** How long a function is remembered after it last took anything: as a stream keeps records. */
  static final long MEMORY_MILLIS = 24 * 3_600_000L;

  /** More functions on one table than this are not followed. */
  private static final int MAX_FUNCTIONS = 64;

  private ReplayStateUpdate() {}

  static void learn(TableReplays state, TablePane pane, long silence) {
    TreeMap<String, FunctionDelivery> all = new TreeMap<>();
    for (FunctionDelivery delivery : state.deliveries) {
      all.put(delivery.edge.id(), delivery);
    }
    for (Pane delivered : pane.deliveries) {
      if (all.size() < MAX_FUNCTIONS || all.containsKey(delivered.edge.id())) {
        all.computeIfAbsent(delivered.edge.id(), id -> delivery(delivered.edge, pane.start));
      }
    }
    all.values().removeIf(known -> known.lastPane < pane.start - MEMORY_MILLIS);
    for (FunctionDelivery delivery : all.values()) {
      learn(delivery, pane, silence);
    }
    state.deliveries = all.values().toArray(new FunctionDelivery[0]);
    learnWrites(state, pane);
  }

  private static FunctionDelivery delivery(Edge edge, long now) {
    FunctionDelivery delivery = new FunctionDelivery();
    delivery.edge = edge;
    delivery.lastPane = now;
    return delivery;
  }

  private static void learn(FunctionDelivery delivery, TablePane table, long silence) {
    Pane delivered = table.of(delivery.edge);
    if (delivered == null) {
      delivery.changesSince += table.changes();
    } else {
      Backlog.learn(delivery, delivered, table.start);
      delivery.lastPane = table.start;
      delivery.changesSince = 0;
    }
    delivery.learn(delivered, table.start, silence);
    Pane writes = table.mainWrites(delivery.edge.to);
    delivery.writes = writes == null ? delivery.writes : writes.edge;
    if (delivery.writes != null) {
      PaneRings rings = LoopTraffic.rings(delivery.traffic);
      rings.advance(table.start);
      LoopTraffic.count(rings, table, delivery.edge);
      delivery.traffic = rings.packed();
    }
  }

  private static void learnWrites(TableReplays state, TablePane pane) {
    if (pane.mainFunction() != null) {
      state.lastWriteByFunction = pane.start;
    }
    if (pane.start - state.lastWriteByFunction > PaneRings.MEMORY_MILLIS) {
      state.additions = new Additions();
      OtherWriters.learn(state, pane);
    } else {
      learnAdditions(state, pane);
    }
  }

  private static void learnAdditions(TableReplays state, TablePane pane) {
    state.additions.advance(pane.start);
    for (Pane changes : pane.changes) {
      state.additions.count(changes);
    }
  }
}
