package io.flowlens.lab.bench;

import io.flowlens.Topology;
import io.flowlens.config.Settings;
import io.flowlens.detect.Detectors;
import io.flowlens.detect.api.Detector;
import io.flowlens.emit.Sinks;
import io.flowlens.flow.FlowOptions;
import io.flowlens.ingest.decode.RecordDecoder;
import io.flowlens.ingest.dedup.Deduplicate;
import io.flowlens.ingest.dedup.RecordId;
import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.source.Input;
import io.flowlens.model.RawRecord;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The job, whole and in parts. */
final class Job {
  /**
   * A minute of traffic takes about three seconds here. The rows of an open minute are written as
   * often in it as they are in a real one by default: about every five seconds of traffic.
   */
  private static final Settings SETTINGS =
      Settings.defaults().with(FlowOptions.UPDATE_INTERVAL, Duration.ofMillis(250));

  private Job() {}

  /** Adds the whole topology to the environment. */
  static void build(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    build(env, load, form, SETTINGS);
  }

  /** Adds the topology with all its operators, but without a detector in them. */
  static void buildUnjudged(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    Settings unjudged = SETTINGS;
    for (Detector<?> detector : Detectors.all(SETTINGS)) {
      unjudged = unjudged.with(Detectors.enabled(detector), false);
    }
    build(env, load, form, unjudged);
  }

  private static void build(
      StreamExecutionEnvironment env, Load load, Corpus.Form form, Settings settings) {
    Topology.build(
        env, List.of(new Records(load, form)), new CheckedSinks(), settings, Aliases.none());
  }

  /** Adds the whole topology over another input. */
  static void build(StreamExecutionEnvironment env, Input input, Sinks sinks) {
    Topology.build(env, List.of(input), sinks, Settings.defaults(), Aliases.none());
  }

  /** Adds only the source. */
  static void buildSource(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    new Records(load, form).open(env).sinkTo(new DiscardingSink<>());
  }

  /** Adds the source and the deduplication behind its shuffle. */
  static void buildDeduplication(StreamExecutionEnvironment env, Load load, Corpus.Form form) {
    DataStream<RawRecord> records = new Records(load, form).open(env);
    records
        .keyBy(record -> RecordId.bucket(record.data), Types.INT)
        .process(new Deduplicate(SETTINGS))
        .sinkTo(new DiscardingSink<>());
  }

  /** Decodes in a loop, without Flink; returns how many flows and halves came out. */
  static long decode(Load load, Corpus.Form form) {
    Records records = new Records(load, form);
    records.open((SourceReaderContext) null);
    Events events = new Events();
    long decoded = 0;
    try (RecordDecoder decoder = new RecordDecoder(SETTINGS, Aliases.none())) {
      for (long i = 0; i < records.count(); i++) {
        decoder.decode(records.map(i), events);
        decoded += events.flows().size() + events.halves().size();
      }
    }
    return decoded;
  }
}
