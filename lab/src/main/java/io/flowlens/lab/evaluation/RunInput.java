package io.flowlens.lab.evaluation;

import io.flowlens.ingest.source.Input;
import io.flowlens.lab.simulator.wire.WireRecord;
import io.flowlens.lab.simulator.world.World;
import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Records in memory as an input of the job: as a replay of an archive, without its files. Like a
 * replay it sends no watermark before its end.
 */
final class RunInput implements Input, AutoCloseable {
  /** The job's tasks run in this process, but are built from serialized functions. */
  private static final Map<Integer, List<WireRecord>> OPEN = new ConcurrentHashMap<>();

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final int number = NUMBERS.incrementAndGet();
  private final int size;

  RunInput(List<WireRecord> records) {
    size = records.size();
    OPEN.put(number, records);
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    int run = number;
    return env.fromSequence(0, size - 1L)
        .uid("ingest.sequence")
        .map(index -> record(OPEN.get(run).get(index.intValue())))
        .returns(TypeInformation.of(RawRecord.class))
        .uid("ingest.run");
  }

  private static RawRecord record(WireRecord wire) {
    RawRecord record = new RawRecord();
    record.input = "run";
    record.evidence = Evidence.FAST;
    record.account = World.ACCOUNT;
    record.region = "us-east-1";
    record.stream = wire.stream();
    record.shardId = "";
    record.sequence = "";
    record.partitionKey = wire.partitionKey();
    record.arrival = wire.arrival();
    record.data = wire.data();
    return record;
  }

  /** Forgets the records. */
  @Override
  public void close() {
    OPEN.remove(number);
  }
}
