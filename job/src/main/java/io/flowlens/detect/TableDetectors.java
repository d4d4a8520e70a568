package io.flowlens.detect;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.Judgement;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Asks every table detector about every table (the key is {@link #scope}) at the end of each pane.
 * The panes of its edges wait until the watermark has passed their end and are then judged
 * together, so that the order of their arrival never shows.
 */
public final class TableDetectors extends KeyedProcessFunction<String, Pane, Judgement> {
  private final List<TableDetector<?>> detectors;
  private final long memoryMillis;

  private transient List<Slot<?>> slots;
  private transient Waiting<Pane> waiting;
  private transient ValueState<TableClock> clocks;

  /** Asks these detectors. */
  public TableDetectors(List<TableDetector<?>> detectors) {
    this.detectors = new ArrayList<>(detectors);
    this.memoryMillis = detectors.stream().mapToLong(d -> d.memory().toMillis()).max().orElse(0);
  }

  /**
   * What an edge is judged with: the table that it is about, in all its regions, with its indexes
   * and its change streams, as {@code <account>:<name>}; for a delivery from anything else the id
   * of that node, so that a queue or a Kinesis stream with a table's name is not the table; empty
   * for every other edge.
   */
  public static String scope(Edge edge) {
    Node node = isOfTable(edge.to) ? edge.to : edge.from;
    if (!isOfTable(node)) {
      return edge.access == Access.DELIVER ? edge.from.id() : "";
    }
    int slash = node.kind == NodeKind.INDEX ? node.name.indexOf('/') : -1;
    return node.account + ':' + (slash < 0 ? node.name : node.name.substring(0, slash));
  }

  /** Whether a pane is of a table or of a delivery. */
  public static boolean concerns(Pane pane) {
    return pane.evidence == Evidence.FAST && !scope(pane.edge).isEmpty();
  }

  private static boolean isOfTable(Node node) {
    return node.kind == NodeKind.TABLE
        || node.kind == NodeKind.INDEX
        || node.kind == NodeKind.CHANGE_STREAM;
  }

  @Override
  public void open(OpenContext context) {
    waiting = new Waiting<>(getRuntimeContext(), TypeInformation.of(Pane.class));
    clocks =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("clock", Types.POJO(TableClock.class)));
    slots = new ArrayList<>();
    for (TableDetector<?> detector : detectors) {
      slots.add(slot(detector));
    }
  }

  @Override
  public void processElement(Pane pane, Context context, Collector<Judgement> out)
      throws Exception {
    long end = PaneDetectors.end(pane.start);
    if (end > context.timerService().currentWatermark()) {
      waiting.add(pane.start, pane);
      context.timerService().registerEventTimeTimer(end);
    }
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Judgement> out)
      throws Exception {
    long start = Pane.startOf(time);
    List<Pane> panes = waiting.take(start);
    panes.sort(Comparator.comparing(pane -> pane.edge.id()));
    TableClock clock = clocks.value();
    if (clock == null) {
      clock = new TableClock();
    }
    clock.lastPane = panes.isEmpty() ? clock.lastPane : start;
    boolean active = false;
    for (Slot<?> slot : slots) {
      active |= slot.judge(start, panes, out);
    }
    if (active) {
      context.timerService().registerEventTimeTimer(time + Pane.MILLIS);
    }
    if (clock.forgetAt <= time && !active && !rememberLonger(clock, time, context)) {
      clocks.clear();
      for (Slot<?> slot : slots) {
        slot.state.clear();
      }
      return;
    }
    clocks.update(clock);
  }

  /** Whether it is too early to forget the table; the time is then set anew. */
  private boolean rememberLonger(TableClock clock, long time, Context context) {
    clock.forgetAt = PaneDetectors.end(clock.lastPane) + memoryMillis;
    if (clock.forgetAt <= time) {
      return false;
    }
    context.timerService().registerEventTimeTimer(clock.forgetAt);
    return true;
  }

  private <S> Slot<S> slot(TableDetector<S> detector) {
    return new Slot<>(
        detector,
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>(detector.id(), Types.POJO(detector.stateType()))));
  }

  /** A detector with its state. */
  private static final class Slot<S> {
    private final TableDetector<S> detector;
    private final ValueState<S> state;

    Slot(TableDetector<S> detector, ValueState<S> state) {
      this.detector = detector;
      this.state = state;
    }

    /** Whether the next pane must be judged even if it is silent. */
    boolean judge(long start, List<Pane> panes, Collector<Judgement> out) throws Exception {
      S before = state.value();
      S now = before == null ? detector.newState() : before;
      detector.judge(start, panes, now).forEach(out::collect);
      state.update(now);
      return detector.active(now);
    }
  }
}
