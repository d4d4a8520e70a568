package io.flowlens.ingest.decode;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.metrics.JobMetric;
import io.flowlens.metrics.JobMetrics;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.RawRecord;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.flowlens.model.SpanHalf;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Records in; flows, halves, signals or dead letters out. Never throws, and counts what it made.
 */
public final class Decode extends ProcessFunction<RawRecord, FlowEvent> {
  /** One side of a call between services, to be paired. */
  public static final OutputTag<SpanHalf> HALVES =
      new OutputTag<>("halves", TypeInformation.of(SpanHalf.class));

  /** Facts about nodes, of the kinds that are wanted. */
  public static final OutputTag<Signal> SIGNALS =
      new OutputTag<>("signals", TypeInformation.of(Signal.class));

  /** Input that could not be used. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private static final List<JobMetric> COUNTED =
      List.of(
          JobMetric.FLOWS,
          JobMetric.SPAN_HALVES,
          JobMetric.SIGNALS,
          JobMetric.IGNORED,
          JobMetric.CONTROL_MESSAGES,
          JobMetric.FUNCTION_LINES_TEXT,
          JobMetric.FUNCTION_LINES_UNKNOWN_JSON,
          JobMetric.SKEWED_CLOCKS,
          JobMetric.DEAD_LETTERS);

  private final Settings settings;
  private final Aliases aliases;
  private final EnumSet<SignalKind> signals;

  private transient RecordDecoder decoder;
  private transient Events events;
  private transient Map<JobMetric, JobMetrics.Count> counts;
  private transient Map<String, JobMetrics.Count> records;

  /** Makes signals of these kinds only. */
  public Decode(Settings settings, Aliases aliases, Set<SignalKind> signals) {
    this.settings = settings;
    this.aliases = aliases;
    this.signals = EnumSet.copyOf(signals);
  }

  @Override
  public void open(OpenContext context) {
    decoder = new RecordDecoder(settings, aliases);
    events = new Events(signals);
    JobMetrics metrics = new JobMetrics(getRuntimeContext());
    counts = new EnumMap<>(JobMetric.class);
    COUNTED.forEach(metric -> counts.put(metric, metrics.counter(metric)));
    records = new HashMap<>();
    decoder.formatIds().forEach(id -> records.put(id, metrics.recordsOf(id)));
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<FlowEvent> out) {
    decoder.decode(record, events);
    events.flows().forEach(out::collect);
    events.halves().forEach(half -> context.output(HALVES, half));
    events.signals().forEach(signal -> context.output(SIGNALS, signal));
    for (Events.Fault fault : events.faults()) {
      byte[] data = fault.data == null ? record.data : fault.data;
      context.output(
          DEAD_LETTERS,
          DeadLetter.of(record, data == null ? new byte[0] : data, fault.reason, fault.detail));
    }
    count();
  }

  private void count() {
    events.formats().forEach(id -> records.get(id).add(1));
    add(JobMetric.FLOWS, events.flows().size());
    add(JobMetric.SPAN_HALVES, events.halves().size());
    add(JobMetric.SIGNALS, events.signals().size());
    add(JobMetric.IGNORED, events.ignoredCount());
    add(JobMetric.CONTROL_MESSAGES, events.controlMessageCount());
    add(JobMetric.FUNCTION_LINES_TEXT, events.textLineCount());
    add(JobMetric.FUNCTION_LINES_UNKNOWN_JSON, events.unknownLineCount());
    add(JobMetric.SKEWED_CLOCKS, events.skewedCount());
    add(JobMetric.DEAD_LETTERS, events.faults().size());
  }

  private void add(JobMetric metric, long n) {
    counts.get(metric).add(n);
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
