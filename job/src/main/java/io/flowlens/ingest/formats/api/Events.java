package io.flowlens.ingest.formats.api;

import io.flowlens.model.FlowEvent;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.flowlens.model.SpanHalf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What a record turned into. Formats emit into it; nothing leaves it before the whole record is
 * decoded, so that a part that fails can be taken back to a {@link #mark()}.
 */
public final class Events {
  private final List<FlowEvent> flows = new ArrayList<>();
  private final List<SpanHalf> halves = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> formats = new ArrayList<>();
  private final SpanSet spans = new SpanSet();
  private final List<ChildSpan> children = new ArrayList<>();

  /** How many flows and halves there were before each span, in the order of {@link #spans}. */
  private int[] flowsBefore = new int[128];

  private int[] halvesBefore = new int[128];
  private long ignored;
  private long controlMessages;
  private long skewed;
  private long textLines;
  private long unknownLines;
  private final Set<SignalKind> wantedSignals;

  /** Takes signals of all kinds. */
  public Events() {
    this(EnumSet.allOf(SignalKind.class));
  }

  /** Takes only signals of these kinds. */
  public Events(Set<SignalKind> wantedSignals) {
    this.wantedSignals = wantedSignals;
  }

  /** A part of a record that could not be used. */
  public static final class Fault {
    public final String reason;
    public final String detail;

    /** The part, as a payload of its own; null for the whole record. */
    public final byte[] data;

    Fault(String reason, String detail, byte[] data) {
      this.reason = reason;
      this.detail = detail;
      this.data = data;
    }

    @Override
    public String toString() {
      return reason + ": " + detail;
    }
  }

  /** How much had been emitted at some moment. */
  public static final class Mark {
    private int flows;
    private int halves;
    private int signals;
    private int faults;
    private int formats;
    private int spans;
    private int children;
    private long ignored;
    private long controlMessages;
    private long skewed;
    private long textLines;
    private long unknownLines;
  }

  /** Emits a finished flow. */
  public void flow(FlowEvent flow) {
    flows.add(flow);
  }

  /** Emits one side of a call between services. */
  public void half(SpanHalf half) {
    halves.add(half);
  }

  /** Whether anybody wants signals of this kind; others need not be made. */
  public boolean wants(SignalKind kind) {
    return wantedSignals.contains(kind);
  }

  /** Emits a fact about a node. */
  public void signal(Signal signal) {
    signals.add(signal);
  }

  /** Counts something known that tells nothing of a flow. */
  public void ignored() {
    ignored++;
  }

  /**
   * Counts what only the platform wants to know: a probe of CloudWatch Logs that looks whether the
   * stream is there, a line of Lambda that says an invocation begins.
   */
  public void controlMessage() {
    controlMessages++;
  }

  /** Counts a line of a function's own log that is not JSON. */
  public void textLine() {
    textLines++;
  }

  /** Counts a line of a function's own log that is JSON of no known format. */
  public void unknownLine() {
    unknownLines++;
  }

  /** Counts an event whose clock ran so far ahead that its arrival stands in for it. */
  public void skewed() {
    skewed++;
  }

  /** Says that a part cannot be used; {@code data} is that part as a payload of its own. */
  public void unusable(String reason, String detail, byte[] data) {
    faults.add(new Fault(reason, detail, data));
  }

  /** Counts a payload of the format with this id. */
  public void recognised(String format) {
    formats.add(format);
  }

  /** Whether this record has not shown this span before, by the last 64 bits of its ids. */
  public boolean firstSeen(long traceId, long spanId) {
    int before = spans.size();
    if (!spans.add(spanKey(traceId, spanId))) {
      return false;
    }
    if (before == flowsBefore.length) {
      flowsBefore = Arrays.copyOf(flowsBefore, before * 2);
      halvesBefore = Arrays.copyOf(halvesBefore, before * 2);
    }
    flowsBefore[before] = flows.size();
    halvesBefore[before] = halves.size();
    return true;
  }

  /** What identifies a span in this record, by the last 64 bits of its ids. */
  public static long spanKey(long traceId, long spanId) {
    return spanId ^ Long.rotateLeft(traceId, 32);
  }

  /**
   * Notes a span that may only repeat its parent.
   *
   * @param hasEvent whether it emitted an event, which then is the last flow or half
   */
  public void child(ChildSpan child, long parent, long endNanos, boolean hasEvent) {
    int last = child.isRequest ? halves.size() : flows.size();
    children.add(child.at(parent, endNanos, hasEvent ? last - 1 : -1));
  }

  /** The spans that may only repeat their parents. */
  public List<ChildSpan> children() {
    return children;
  }

  /** The spans noted since the mark. */
  public List<ChildSpan> childrenSince(Mark mark) {
    return children.subList(mark.children, children.size());
  }

  /** The flows of a span of this record, as a view; none where it has none. */
  public List<FlowEvent> flowsOf(long span) {
    int at = spans.find(span);
    return at < 0 ? List.of() : between(flows, flowsBefore, at);
  }

  /** The halves of a span of this record, as a view; none where it has none. */
  public List<SpanHalf> halvesOf(long span) {
    int at = spans.find(span);
    return at < 0 ? List.of() : between(halves, halvesBefore, at);
  }

  private <T> List<T> between(List<T> all, int[] before, int at) {
    return all.subList(before[at], at + 1 < spans.size() ? before[at + 1] : all.size());
  }

  /** The client's side that a request emitted; null where it emitted none. */
  public SpanHalf halfOf(ChildSpan request) {
    return request.position < 0 ? null : halves.get(request.position);
  }

  /** The flow that a consumer emitted. */
  public FlowEvent flowOf(ChildSpan consumer) {
    return flows.get(consumer.position);
  }

  /**
   * Takes back the events of these spans, and counts the spans as ignored. Afterwards no span's
   * events can be looked up.
   */
  public void drop(Collection<ChildSpan> repeating) {
    BitSet droppedFlows = new BitSet();
    BitSet droppedHalves = new BitSet();
    for (ChildSpan child : repeating) {
      if (child.position >= 0) {
        (child.isRequest ? droppedHalves : droppedFlows).set(child.position);
        ignored++;
      }
    }
    drop(flows, droppedFlows);
    drop(halves, droppedHalves);
    children.clear();
  }

  private static void drop(List<?> all, BitSet positions) {
    int at = 0;
    for (Iterator<?> i = all.iterator(); !positions.isEmpty() && i.hasNext(); at++) {
      i.next();
      if (positions.get(at)) {
        i.remove();
      }
    }
  }

  /** The present state, to come back to. */
  public Mark mark() {
    Mark mark = new Mark();
    mark.flows = flows.size();
    mark.halves = halves.size();
    mark.signals = signals.size();
    mark.faults = faults.size();
    mark.formats = formats.size();
    mark.spans = spans.size();
    mark.children = children.size();
    mark.ignored = ignored;
    mark.controlMessages = controlMessages;
    mark.skewed = skewed;
    mark.textLines = textLines;
    mark.unknownLines = unknownLines;
    return mark;
  }

  /** The flows that were emitted since the mark. */
  public List<FlowEvent> flowsSince(Mark mark) {
    return flows.subList(mark.flows, flows.size());
  }

  /** The sides of calls that were emitted since the mark. */
  public List<SpanHalf> halvesSince(Mark mark) {
    return halves.subList(mark.halves, halves.size());
  }

  /** How many events were ignored since the mark. */
  public long ignoredSince(Mark mark) {
    return ignored - mark.ignored;
  }

  /** Whether nothing but flows and sides of calls was emitted since the mark. */
  public boolean isOnlyFlowsSince(Mark mark) {
    return signals.size() == mark.signals
        && faults.size() == mark.faults
        && formats.size() == mark.formats
        && controlMessages == mark.controlMessages
        && textLines == mark.textLines
        && unknownLines == mark.unknownLines
        && skewed == mark.skewed;
  }

  /** Takes back all that was emitted since the mark. */
  public void rollback(Mark mark) {
    cut(flows, mark.flows);
    cut(halves, mark.halves);
    cut(signals, mark.signals);
    cut(faults, mark.faults);
    cut(formats, mark.formats);
    spans.cut(mark.spans);
    cut(children, mark.children);
    ignored = mark.ignored;
    controlMessages = mark.controlMessages;
    skewed = mark.skewed;
    textLines = mark.textLines;
    unknownLines = mark.unknownLines;
  }

  /** Makes it empty, for the next record. */
  public void clear() {
    rollback(new Mark());
  }

  private static void cut(List<?> list, int size) {
    if (list.size() > size) {
      list.subList(size, list.size()).clear();
    }
  }

  /** Finished flows, in the order they were emitted. */
  public List<FlowEvent> flows() {
    return flows;
  }

  /** Sides of calls, in the order they were emitted. */
  public List<SpanHalf> halves() {
    return halves;
  }

  /** Facts about nodes, in the order they were emitted. */
  public List<Signal> signals() {
    return signals;
  }

  /** What could not be used. */
  public List<Fault> faults() {
    return faults;
  }

  /** How many events were known, but told nothing of a flow. */
  public long ignoredCount() {
    return ignored;
  }

  public long controlMessageCount() {
    return controlMessages;
  }

  public long textLineCount() {
    return textLines;
  }

  public long unknownLineCount() {
    return unknownLines;
  }

  public long skewedCount() {
    return skewed;
  }

  /** The format of each payload, by its id. */
  public List<String> formats() {
    return formats;
  }
}
