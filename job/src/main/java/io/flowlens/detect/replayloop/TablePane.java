package io.flowlens.detect.replayloop;

import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.List;

/** One pane of all edges of one table, by what they are. */
final class TablePane {
  final long start;

  /** From its streams to functions. */
  final List<Pane> deliveries = new ArrayList<>();

  /** From the table to its streams. */
  final List<Pane> changes = new ArrayList<>();

  /** Writes to the table, plain and in transactions. */
  final List<Pane> writes = new ArrayList<>();

  TablePane(long start, List<Pane> panes) {
    this.start = start;
    for (Pane pane : panes) {
      Access access = pane.edge.access;
      if (access == Access.DELIVER) {
        deliveries.add(pane);
      } else if (access == Access.CHANGE) {
        changes.add(pane);
      } else if (access == Access.WRITE || access == Access.TRANSACT) {
        writes.add(pane);
      }
    }
  }

  /** Changes in change records. */
  long changes() {
    return changes.stream().mapToLong(pane -> pane.get(Counter.RECORDS)).sum();
  }

  /** Writes that succeeded. */
  long writesOk() {
    return writes.stream().mapToLong(pane -> pane.get(Counter.OK)).sum();
  }

  /** Writes that this node made and that succeeded. */
  long writesOk(Node by) {
    return writes.stream()
        .filter(pane -> pane.edge.from.equals(by))
        .mapToLong(pane -> pane.get(Counter.OK))
        .sum();
  }

  /** Writes of this node whose evidence is a sample. */
  long sampledWrites(Node by) {
    return writes.stream()
        .filter(pane -> pane.edge.from.equals(by))
        .mapToLong(pane -> pane.get(Counter.SAMPLED))
        .sum();
  }

  /** Writes that succeeded and that the sample left out. */
  long writesLeftOut() {
    return writes.stream().mapToLong(TablePane::leftOut).sum();
  }

  /** Of these, the node's own. */
  long writesLeftOut(Node by) {
    return writes.stream()
        .filter(pane -> pane.edge.from.equals(by))
        .mapToLong(TablePane::leftOut)
        .sum();
  }

  private static long leftOut(Pane pane) {
    return pane.get(Counter.CALLS) == 0
        ? 0
        : Math.round(
            pane.get(Counter.LEFT_OUT_MILLI)
                / 1_000.0
                * pane.get(Counter.OK)
                / pane.get(Counter.CALLS));
  }

  /** The busiest edge along which this node writes; null when it does not. */
  Pane mainWrites(Node by) {
    Pane main = null;
    for (Pane pane : writes) {
      if (pane.edge.from.equals(by)
          && (main == null || pane.get(Counter.OK) > main.get(Counter.OK))) {
        main = pane;
      }
    }
    return main;
  }

  /** The function that writes most, by its busiest edge; null when none writes. */
  Edge mainFunction() {
    Pane main = null;
    for (Pane pane : writes) {
      boolean function = pane.edge.from.kind == NodeKind.FUNCTION;
      if (function
          && pane.get(Counter.OK) > 0
          && (main == null || pane.get(Counter.OK) > main.get(Counter.OK))) {
        main = pane;
      }
    }
    return main == null ? null : main.edge;
  }

  /** The pane of this edge; null when it was silent. */
  Pane of(Edge edge) {
    for (Pane pane : deliveries) {
      if (pane.edge.equals(edge)) {
        return pane;
      }
    }
    for (Pane pane : writes) {
      if (pane.edge.equals(edge)) {
        return pane;
      }
    }
    return null;
  }
}
