package io.flowlens.ingest.source;

import io.flowlens.model.RawRecord;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Somewhere records come from: a Kinesis stream, or files in a replay. */
public interface Input {
  /** Its configured name, such as {@code spans}: part of its operators' uids. */
  String name();

  /**
   * Adds the source to the job; its records carry their arrival as timestamp, and it brings its own
   * watermarks.
   */
  DataStream<RawRecord> open(StreamExecutionEnvironment env);
}
