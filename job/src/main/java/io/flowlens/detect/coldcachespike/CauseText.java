package io.flowlens.detect.coldcachespike;

import static io.flowlens.detect.explain.Text.name;

import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/** How first uses are put into words. */
final class CauseText {
  private CauseText() {}

  /** After "the slow ones are". */
  static String cause(SpikeWindow window, Edge edge) {
    String innocent = isData(edge.to) ? "table" : "callee";
    switch (window.kind()) {
      case CONNECTION:
        return "an instance's first call after "
            + window.pauseSeconds()
            + " s or more without one: a new connection, not a slow "
            + innocent;
      case INSTANCE:
        return "the first call of a new instance of "
            + name(edge.from)
            + ": its start, not a slow "
            + innocent;
      case KEY:
        return "the first call of a key after 5 minutes or more without one: a cache had to fetch it, not a slow "
            + innocent;
      default:
        return "calls for which an instance of " + name(edge.to) + " had to be started";
    }
  }

  static boolean isData(Node node) {
    return node.kind == NodeKind.TABLE || node.kind == NodeKind.INDEX;
  }
}
