package io.flowlens.ingest;

import io.flowlens.config.Settings;
import io.flowlens.metrics.Tally;
import io.flowlens.model.DeadLetter;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.RawRecord;
import io.flowlens.model.Signal;
import io.flowlens.model.SpanHalf;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Records in; flows, halves, signals or dead letters out. Never throws. Counts, as metrics and as
 * accumulators for a replay's summary: {@code records.<format>}, {@code flows}, {@code halves},
 * {@code signals}, {@code ignored}, {@code control-messages}, {@code skewed}, {@code dead-letters},
 * and of functions' own logs {@code function-lines.text} and {@code function-lines.unknown-json}.
 */
public final class Decode extends ProcessFunction<RawRecord, FlowEvent> {
  /** One side of a call between services, to be paired. */
  public static final OutputTag<SpanHalf> HALVES =
      new OutputTag<>("halves", TypeInformation.of(SpanHalf.class));

  /** Facts about nodes; those of what somebody changed are told with episodes. */
  public static final OutputTag<Signal> SIGNALS =
      new OutputTag<>("signals", TypeInformation.of(Signal.class));

  /** Input that could not be used. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

  private final Settings settings;
  private final Aliases aliases;

  private transient RecordDecoder decoder;
  private transient Events events;
  private transient Tally tally;
  private transient Map<String, String> recordCounters;

  public Decode(Settings settings, Aliases aliases) {
    this.settings = settings;
    this.aliases = aliases;
  }

  @Override
  public void open(OpenContext context) {
    decoder = new RecordDecoder(settings, aliases);
    events = new Events();
    tally = new Tally(getRuntimeContext());
    recordCounters = new HashMap<>();
    for (String id : decoder.formatIds()) {
      recordCounters.put(id, "records." + id);
      tally.counter("records." + id);
    }
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
    events.formats().forEach(id -> tally.add(recordCounters.get(id), 1));
    tally.add("flows", events.flows().size());
    tally.add("halves", events.halves().size());
    tally.add("signals", events.signals().size());
    tally.add("ignored", events.ignoredCount());
    tally.add("control-messages", events.controlMessageCount());
    tally.add("function-lines.text", events.textLineCount());
    tally.add("function-lines.unknown-json", events.unknownLineCount());
    tally.add("skewed", events.skewedCount());
    tally.add("dead-letters", events.faults().size());
  }

  @Override
  public void close() {
    if (decoder != null) {
      decoder.close();
    }
  }
}
