package io.flowlens.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.flowlens.config.Options;
import io.flowlens.config.Settings;
import io.flowlens.model.Evidence;
import io.flowlens.model.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class KinesisInputTest {
  @Test
  void aRecordIsTakenAsItIsAndKnowsWhereItCameFrom() {
    KinesisInput.Records records =
        new KinesisInput.Records("spans", Evidence.FAST, "111122223333", "us-east-1");
    byte[] broken = {(byte) 0x1f, (byte) 0x8b, 0, (byte) 0xff};
    RawRecord record = records.deserialize(broken, "key", "4954", 1_000, "s", "shardId-1");
    assertThat(record.data).isSameAs(broken);
    assertThat(record.input).isEqualTo("spans");
    assertThat(record.evidence).isEqualTo(Evidence.FAST);
    assertThat(record.account).isEqualTo("111122223333");
    assertThat(record.region).isEqualTo("us-east-1");
    assertThat(record.stream).isEqualTo("s");
    assertThat(record.shardId).isEqualTo("shardId-1");
    assertThat(record.sequence).isEqualTo("4954");
    assertThat(record.partitionKey).isEqualTo("key");
    assertThat(record.arrival).isEqualTo(1_000);
  }

  @Test
  void aRecordWithoutDataIsAnEmptyOne() {
    KinesisInput.Records records = new KinesisInput.Records("spans", Evidence.FAST, "", "");
    assertThat(records.deserialize(null, "key", "1", 0, "s", "shard").data).isEmpty();
  }

  @Test
  void onlyFastInputsDriveEventTime() throws Exception {
    assertThat(KinesisInput.all(settings("spans=fast", "trail=slow")))
        .extracting(KinesisInput::name, KinesisInput::drivesTime)
        .containsExactly(tuple("spans", true), tuple("trail", false));
  }

  @Test
  void whereThereAreOnlySlowInputsTheyDriveEventTime() throws Exception {
    assertThat(KinesisInput.all(settings("metrics=slow", "trail=slow")))
        .allMatch(KinesisInput::drivesTime);
  }

  @Test
  void everyOperatorHasItsOwnUid() throws Exception {
    Configuration noKryo = new Configuration().set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(noKryo);
    for (KinesisInput input : KinesisInput.all(settings("spans=fast", "trail=slow"))) {
      input.open(env).print().uid("out-" + input.name());
    }
    List<String> uids = new ArrayList<>();
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      uids.add(node.getTransformationUID());
    }
    assertThat(uids)
        .containsExactlyInAnyOrder(
            "ingest.spans",
            "ingest.spans.time",
            "out-spans",
            "ingest.trail",
            "ingest.trail.time",
            "out-trail");
  }

  @Test
  void theConnectorsKeyForSilentShardsIsRefused() {
    assertThat(ConnectorKeys.faults(Map.of("flink.shard.idle.interval", "5000")))
        .containsExactly("flink.shard.idle.interval has no effect here: use idle.after");
  }

  private static Settings settings(String... inputs) throws Exception {
    Map<String, Properties> given = new HashMap<>();
    for (String input : inputs) {
      String[] parts = input.split("=", 2);
      Properties properties = new Properties();
      String arn = "arn:aws:kinesis:us-east-1:111122223333:stream/" + parts[0];
      properties.setProperty("stream.arn", arn);
      properties.setProperty("aws.region", "us-east-1");
      properties.setProperty("evidence", parts[1]);
      given.put("Input." + parts[0], properties);
    }
    return Options.of(InputOptions.GROUP).read(given);
  }
}
