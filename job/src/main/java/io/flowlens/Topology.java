package io.flowlens;

import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.Episodes;
import io.flowlens.detect.PaneDetectors;
import io.flowlens.detect.TableDetectors;
import io.flowlens.emit.Sinks;
import io.flowlens.flow.CombineLocally;
import io.flowlens.flow.PairSpans;
import io.flowlens.flow.Panes;
import io.flowlens.ingest.Aliases;
import io.flowlens.ingest.Decode;
import io.flowlens.ingest.Deduplicate;
import io.flowlens.ingest.Input;
import io.flowlens.ingest.RecordId;
import io.flowlens.model.Anomaly;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pane;
import io.flowlens.model.RawRecord;
import io.flowlens.model.Signal;
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

    DataStream<RawRecord> records = read(env, inputs);

    SingleOutputStreamOperator<FlowEvent> decoded =
        records
            .keyBy(record -> RecordId.bucket(record.data), Types.INT)
            .process(new Deduplicate(settings))
            .uid("ingest.deduplicate")
            .name("count each record once")
            .process(new Decode(settings, aliases))
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

    DataStream<Judgement> judgements =
        panes
            .keyBy(pane -> pane.edge.key())
            .process(new PaneDetectors(Detectors.all(settings), settings))
            .uid("detect.panes")
            .name("judge each pane");

    DataStream<Judgement> judgementsOfTables =
        panes
            .filter(TableDetectors::concerns)
            .uid("detect.of-tables")
            .name("panes of tables")
            .keyBy(pane -> TableDetectors.scope(pane.edge))
            .process(new TableDetectors(Detectors.onTables(settings)))
            .uid("detect.tables")
            .name("judge each table");

    DataStream<Signal> changes =
        decoded
            .getSideOutput(Decode.SIGNALS)
            .filter(Episodes::isChange)
            .uid("detect.changes")
            .name("changes of tables and functions");

    DataStream<Anomaly> anomalies =
        judgements
            .union(judgementsOfTables)
            .keyBy(judgement -> Episodes.KEY)
            .connect(changes.keyBy(change -> Episodes.KEY))
            .process(new Episodes(settings))
            .uid("detect.episodes")
            .name("episodes");

    sinks.edges(panes.getSideOutput(Panes.ROWS));
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
