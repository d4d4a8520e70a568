package io.flowlens.flow;

import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Flows added up to partial panes, of a bounded number of edges. */
public final class PartialPanes {
  private final EdgeCap cap;
  private final Key probe = new Key();
  private Map<Key, Pane> partials = new HashMap<>();

  /**
   * None yet.
   *
   * @param maxEdges how many distinct edges keep their identity within an hour
   */
  public PartialPanes(long maxEdges) {
    cap = new EdgeCap(maxEdges);
  }

  /**
   * Adds a flow.
   *
   * @param now any clock in milliseconds, for the bound on edges
   */
  public void add(FlowEvent flow, long now) {
    Pane own = find(flow.edge, flow);
    // An edge that has a pane was let in when that was made, and panes are soon handed on.
    if (own != null || cap.admits(flow.edge, now)) {
      (own == null ? begin(flow.edge, flow) : own).add(flow);
      return;
    }
    Edge other = EdgeCap.other(flow.edge.access);
    Pane folded = find(other, flow);
    folded = folded == null ? begin(other, flow) : folded;
    folded.add(Counter.FOLDED, flow.calls);
    folded.add(flow);
  }

  /** How many partial panes there are. */
  public int size() {
    return partials.size();
  }

  /** Hands all of them on. */
  public void handOnAll(Consumer<Pane> out) {
    partials.values().forEach(out);
    partials = new HashMap<>();
  }

  /** Hands on those that this watermark closes. */
  void handOnClosed(long watermark, Consumer<Pane> out) {
    for (Iterator<Pane> all = partials.values().iterator(); all.hasNext(); ) {
      Pane pane = all.next();
      if (watermark >= Pane.endOf(pane.start)) {
        out.accept(pane);
        all.remove();
      }
    }
  }

  /** The partial pane of this edge that the flow belongs to; null where there is none yet. */
  private Pane find(Edge edge, FlowEvent flow) {
    probe.set(edge, Pane.startOf(flow.time), flow.evidence);
    return partials.get(probe);
  }

  private Pane begin(Edge edge, FlowEvent flow) {
    Pane pane = new Pane();
    pane.edge = edge;
    pane.evidence = flow.evidence;
    pane.start = Pane.startOf(flow.time);
    Key key = new Key();
    key.set(edge, pane.start, pane.evidence);
    partials.put(key, pane);
    return pane;
  }

  /** What makes a partial pane: edge, pane and kind of evidence. */
  private static final class Key {
    private Edge edge;
    private long start;
    private Evidence evidence;

    private void set(Edge edge, long start, Evidence evidence) {
      this.edge = edge;
      this.start = start;
      this.evidence = evidence;
    }

    @Override
    public boolean equals(Object other) {
      if (!(other instanceof Key)) {
        return false;
      }
      Key that = (Key) other;
      return start == that.start && evidence == that.evidence && edge.equals(that.edge);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(edge) * 31
          + Long.hashCode(start)
          + (evidence == Evidence.SLOW ? 7 : 0);
    }
  }
}
