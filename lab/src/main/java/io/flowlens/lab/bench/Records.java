package io.flowlens.lab.bench;

import io.flowlens.ingest.source.Input;
import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A corpus as an input of the job, in place of its Kinesis source. */
final class Records extends Spans<RawRecord> implements Input {
  static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  Records(Load load, Corpus.Form form) {
    super(load, form);
  }

  @Override
  public String name() {
    return "spans";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    return env.fromSource(
            source(TypeInformation.of(RawRecord.class)),
            WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(OUT_OF_ORDERNESS)
                .withTimestampAssigner((record, before) -> record.arrival),
            "read spans")
        .uid("ingest.spans");
  }

  @Override
  RawRecord record(long arrival, byte[] data, int index) {
    return of("spans", index, arrival, data);
  }

  /** A record as a Kinesis source of one shard would hand it on. */
  static RawRecord of(String stream, long index, long arrival, byte[] data) {
    RawRecord record = new RawRecord();
    record.input = stream;
    record.evidence = Evidence.FAST;
    record.account = Landscape.ACCOUNT;
    record.region = "us-east-1";
    record.stream = stream;
    record.shardId = "shardId-000000000000";
    record.sequence = "4966453" + (100_000_000L + index);
    record.partitionKey = "default";
    record.arrival = arrival;
    record.data = data;
    return record;
  }
}
