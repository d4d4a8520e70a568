package io.flowlens.lab.evaluation.company;

import io.flowlens.ingest.source.Input;
import io.flowlens.model.RawRecord;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/** A day as an input of the job. Event time follows arrivals, as it does behind a stream. */
final class DayInput implements Input {
  private static final Duration WAIT = Duration.ofMinutes(3);

  private final Day day;

  DayInput(Day day) {
    this.day = day;
  }

  @Override
  public String name() {
    return "company";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    return env.fromSequence(day.from(), day.to() - 1L)
        .uid("ingest.minutes")
        .setParallelism(1)
        .flatMap(new Records(day))
        .returns(TypeInformation.of(RawRecord.class))
        .uid("ingest.company")
        .setParallelism(1)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(WAIT)
                .withTimestampAssigner((record, previous) -> record.arrival))
        .uid("ingest.company-time")
        .setParallelism(1);
  }

  private record Records(Day day) implements FlatMapFunction<Long, RawRecord> {
    @Override
    public void flatMap(Long minute, Collector<RawRecord> out) {
      day.records(minute.intValue()).forEach(out::collect);
    }
  }
}
