package io.flowlens;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.api.Detector;
import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.run.Incidents;
import io.flowlens.detect.run.PanesToScopes;
import io.flowlens.detect.run.Rounds;
import io.flowlens.detect.run.ScopeInput;
import io.flowlens.detect.run.SignalsToScopes;
import io.flowlens.emit.Sinks;
import io.flowlens.flow.CombineLocally;
import io.flowlens.flow.PairSpans;
import io.flowlens.flow.Panes;
import io.flowlens.ingest.decode.Decode;
import io.flowlens.ingest.dedup.Deduplicate;
import io.flowlens.ingest.dedup.RecordId;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.source.Input;
import io.flowlens.model.Anomaly;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Pane;
import io.flowlens.model.RawRecord;
import io.flowlens.model.Signal;
import io.flowlens.model.SignalKind;
import io.flowlens.model.SpanHalf;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The way data takes through the job, read top to bottom. */
public final class Topology {
  private Topology() {}

  /** Adds the whole job, from the inputs to the sinks, to the environment. */
  public static void build(
      StreamExecutionEnvironment env,
      List<? extends Input> inputs,
      Sinks sinks,
      Settings settings,
      Aliases aliases) {

    List<Detector<?>> detectors = Detectors.all(settings);
    DataStream<RawRecord> records = read(env, inputs);

    SingleOutputStreamOperator<FlowEvent> decoded =
        records
            .keyBy(record -> RecordId.bucket(record.data), Types.INT)
            .process(new Deduplicate(settings))
            .uid("ingest.deduplicate")
            .name("count each record once")
            .process(new Decode(settings, aliases, Detectors.signals(detectors)))
            .uid("ingest.decode")
            .name("decode");

    DataStream<SpanHalf> halves = decoded.getSideOutput(Decode.HALVES);
    DataStream<FlowEvent> calls =
        halves
            .keyBy(half -> half.traceId)
            .process(new PairSpans(settings))
            .uid("flow.pair")
            .name("pair spans");

    SingleOutputStreamOperator<Pane> panes =
        combine(decoded, "flow.combine", settings)
            .union(combine(calls, "flow.combine-calls", settings))
            .keyBy(pane -> pane.edge.key())
            .process(new Panes(settings))
            .uid("flow.panes")
            .name("panes and edge aggregates");

    DataStream<ScopeInput> ofPanes =
        panes
            .flatMap(new PanesToScopes(detectors, settings))
            .returns(ScopeInput.class)
            .uid("detect.panes-to-scopes")
            .name("panes to scopes");

    DataStream<ScopeInput> ofSignals =
        decoded
            .getSideOutput(Decode.SIGNALS)
            .flatMap(new SignalsToScopes(detectors, settings))
            .returns(ScopeInput.class)
            .uid("detect.signals-to-scopes")
            .name("signals to scopes");

    DataStream<EpisodeUpdate> episodes =
        ofPanes
            .union(ofSignals)
            .keyBy(input -> input.key)
            .process(new Rounds(detectors, settings))
            .uid("detect.rounds")
            .name("detectors and episodes by scope");

    DataStream<Signal> changes =
        decoded
            .getSideOutput(Decode.SIGNALS)
            .filter(signal -> signal.kind == SignalKind.CONFIGURATION_CHANGE)
            .uid("detect.changes")
            .name("changes of tables and functions");

    DataStream<Anomaly> anomalies =
        episodes
            .keyBy(update -> Incidents.KEY)
            .connect(changes.keyBy(change -> Incidents.KEY))
            .process(new Incidents(settings))
            .uid("detect.incidents")
            .name("causes and changes of all episodes");

    sinks.edges(panes.getSideOutput(Panes.ROWS));
    sinks.rollups(panes.getSideOutput(Panes.ROLLUPS));
    sinks.anomalies(anomalies);
    sinks.deadLetters(decoded.getSideOutput(Decode.DEAD_LETTERS));
  }

  private static DataStream<RawRecord> read(
      StreamExecutionEnvironment env, List<? extends Input> inputs) {
    return inputs.stream()
        .map(input -> input.open(env))
        .reduce((all, next) -> all.union(next))
        .orElseThrow(() -> new IllegalArgumentException("the job needs at least one input"));
  }

  private static DataStream<Pane> combine(
      DataStream<FlowEvent> flows, String uid, Settings settings) {
    return flows
        .transform("add up locally", TypeInformation.of(Pane.class), new CombineLocally(settings))
        .uid(uid);
  }
}
