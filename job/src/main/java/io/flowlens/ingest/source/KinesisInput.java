package io.flowlens.ingest.source;

import io.flowlens.config.Settings;
import io.flowlens.config.StreamArn;
import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import io.flowlens.schemas.PropertyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.apache.flink.streaming.connectors.kinesis.util.UniformShardAssigner;

/**
 * A Kinesis stream. The only place that knows which connector reads it. A record's timestamp is its
 * arrival in the stream; how that moves event time is {@link ShardTime}'s to say, not the
 * connector's, which after a start would follow whichever shard it reads first.
 */
@SuppressWarnings("deprecation") // The connector's newer source is not ready: see RATIONALE.md.
public final class KinesisInput implements Input {
  private final String name;
  private final Settings settings;
  private final boolean drivesTime;

  /**
   * The input of this name.
   *
   * @param drivesTime whether its arrivals move event time on; else its stream counts as idle and
   *     holds nothing back
   */
  KinesisInput(String name, Settings settings, boolean drivesTime) {
    this.name = name;
    this.settings = settings;
    this.drivesTime = drivesTime;
  }

  /** All configured inputs. Fast ones drive event time; where there are none, slow ones must. */
  public static List<KinesisInput> all(Settings settings) {
    List<String> names = settings.names(PropertyNames.INPUT);
    boolean anyFast = names.stream().anyMatch(name -> evidence(settings, name) == Evidence.FAST);
    List<KinesisInput> inputs = new ArrayList<>();
    for (String name : names) {
      boolean drives = !anyFast || evidence(settings, name) == Evidence.FAST;
      inputs.add(new KinesisInput(name, settings, drives));
    }
    return inputs;
  }

  private static Evidence evidence(Settings settings, String name) {
    return settings.get(InputOptions.EVIDENCE, name).equals("fast") ? Evidence.FAST : Evidence.SLOW;
  }

  @Override
  public String name() {
    return name;
  }

  /** Whether its arrivals move event time on. */
  public boolean drivesTime() {
    return drivesTime;
  }

  /** The ARN of its stream. */
  public String arn() {
    return settings.get(InputOptions.STREAM, name);
  }

  @Override
  public DataStream<RawRecord> open(StreamExecutionEnvironment env) {
    StreamArn stream = StreamArn.of(arn());
    FlinkKinesisConsumer<RawRecord> consumer =
        new FlinkKinesisConsumer<>(stream.name(), schema(stream), connector());
    consumer.setShardAssigner(new UniformShardAssigner());
    String uid = "ingest." + name;
    return env.addSource(consumer)
        .uid(uid)
        .name("read " + name)
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<RawRecord>forGenerator(time())
                .withTimestampAssigner((record, ignored) -> record.arrival))
        .uid(uid + ".time")
        .name(drivesTime ? "follow " + name + " in time" : "let " + name + " hold no time back");
  }

  private WatermarkGeneratorSupplier<RawRecord> time() {
    if (!drivesTime) {
      return context -> new Idle();
    }
    Duration wait = settings.get(InputOptions.MAX_OUT_OF_ORDERNESS, name);
    Duration idleAfter = settings.get(InputOptions.IDLE_AFTER, name);
    return context -> new ShardTime(wait, idleAfter, System::nanoTime);
  }

  private Records schema(StreamArn stream) {
    String account = settings.get(InputOptions.ACCOUNT, name);
    return new Records(
        name,
        evidence(settings, name),
        account.isEmpty() ? stream.account() : account,
        stream.region());
  }

  /** What the connector is told: the region, our defaults, and every connector key of its group. */
  public Properties connector() {
    Properties properties = ConnectorKeys.defaults();
    properties.putAll(settings.entries(PropertyNames.input(name)));
    properties.setProperty(PropertyNames.AWS_REGION, settings.get(InputOptions.REGION, name));
    return properties;
  }

  /** Takes every record as it is: what is wrong with it is decode's to say. */
  static final class Records implements KinesisDeserializationSchema<RawRecord> {
    private final String input;
    private final Evidence evidence;
    private final String account;
    private final String region;

    Records(String input, Evidence evidence, String account, String region) {
      this.input = input;
      this.evidence = evidence;
      this.account = account;
      this.region = region;
    }

    @Override
    public RawRecord deserialize(
        byte[] data,
        String partitionKey,
        String sequence,
        long arrival,
        String stream,
        String shardId) {
      RawRecord record = new RawRecord();
      record.input = input;
      record.evidence = evidence;
      record.account = account;
      record.region = region;
      record.stream = stream;
      record.shardId = shardId;
      record.sequence = sequence;
      record.partitionKey = partitionKey;
      record.arrival = arrival;
      record.data = data == null ? new byte[0] : data;
      return record;
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
      return TypeInformation.of(RawRecord.class);
    }
  }

  private static final class Idle implements WatermarkGenerator<RawRecord> {
    @Override
    public void onEvent(RawRecord record, long timestamp, WatermarkOutput output) {
      output.markIdle();
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      output.markIdle();
    }
  }
}
