package io.flowlens.flow;

import io.flowlens.config.Settings;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Adds flows up to partial panes before they are shuffled, so that a hot edge costs the network no
 * more than a cold one.
 *
 * <p>Holds nothing across a checkpoint: everything is handed on before the barrier, after {@value
 * #FLUSH_MILLIS} ms, and when {@value #MAX_PARTIALS} partial panes have gathered; and what a
 * watermark closes, before that watermark. Watermarks come several times a second, so handing
 * everything on with each would leave little to add up. It is an operator of its own and not a
 * function because only an operator is told of the barrier.
 */
public final class CombineLocally extends AbstractStreamOperator<Pane>
    implements OneInputStreamOperator<FlowEvent, Pane>, BoundedOneInput {
  static final int MAX_PARTIALS = 8192;
  static final long FLUSH_MILLIS = 1000;

  private final long maxEdges;
  private transient Map<Key, Pane> partials;
  private transient Key probe;
  private transient EdgeCap cap;
  private transient ScheduledFuture<?> nextFlush;

  public CombineLocally(Settings settings) {
    this.maxEdges = settings.get(FlowOptions.MAX_EDGES);
    this.chainingStrategy = ChainingStrategy.ALWAYS;
  }

  @Override
  public void open() throws Exception {
    super.open();
    partials = new HashMap<>();
    probe = new Key();
    cap = new EdgeCap(maxEdges);
  }

  @Override
  public void processElement(StreamRecord<FlowEvent> element) {
    FlowEvent flow = element.getValue();
    Pane own = find(flow.edge, flow);
    // An edge that has a pane was let in when that was made, at most a second ago.
    if (own != null || cap.admits(flow.edge, now())) {
      add(flow, own == null ? begin(flow.edge, flow) : own);
    } else {
      Edge other = EdgeCap.other(flow.edge.access);
      Pane folded = find(other, flow);
      folded = folded == null ? begin(other, flow) : folded;
      folded.add(Counter.FOLDED, flow.calls);
      add(flow, folded);
    }
  }

  private void add(FlowEvent flow, Pane pane) {
    pane.add(flow);
    if (partials.size() >= MAX_PARTIALS) {
      flush();
    } else if (nextFlush == null || nextFlush.isDone()) {
      nextFlush = getProcessingTimeService().registerTimer(now() + FLUSH_MILLIS, time -> flush());
    }
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
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

  private void flush() {
    partials.values().forEach(this::handOn);
    partials = new HashMap<>();
  }

  private void handOn(Pane pane) {
    output.collect(new StreamRecord<>(pane, pane.start));
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    for (Iterator<Pane> all = partials.values().iterator(); all.hasNext(); ) {
      Pane pane = all.next();
      if (mark.getTimestamp() >= pane.start + Pane.MILLIS - 1) {
        handOn(pane);
        all.remove();
      }
    }
    super.processWatermark(mark);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) {
    flush();
  }

  @Override
  public void endInput() {
    flush();
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
