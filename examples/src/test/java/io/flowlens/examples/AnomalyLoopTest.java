package io.flowlens.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** The loop without Lambda. */
class AnomalyLoopTest extends ConsumerTest {
  private static final int ROUNDS = 10;

  @TempDir private Path folder;
  private AnomalyLoop loop;

  @Override
  void begin() throws Exception {
    Incidents incidents = new Incidents(Local.DYNAMO_DB, name, webhook.uri(), "key");
    loop = new AnomalyLoop(Local.KINESIS, name, folder.resolve("checkpoints.json"), incidents);
  }

  @Override
  void consume() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      loop.readEveryShardOnce();
    }
  }

  @Test
  void afterARestartItGoesOnWhereItWas() throws Exception {
    put(Story.storm("a", 1, "open", "warning"));
    consume();
    Local.DYNAMO_DB.deleteTable(delete -> delete.tableName(name));
    Local.createIncidentsTable(name); // Forgets a, so that only the checkpoint can skip it.
    begin();
    put(Story.storm("b", 1, "open", "warning"));
    consume();
    assertThat(webhook.actions()).containsExactly("trigger a warning", "trigger b warning");
  }

  @Test
  void theOrderOfAnAnomalyStaysWhileTheStreamIsSplitAndMerged() throws Exception {
    IntStream.rangeClosed(1, 3).forEach(this::putUpdates);
    split();
    IntStream.rangeClosed(4, 6).forEach(this::putUpdates);
    merge();
    IntStream.rangeClosed(7, 9).forEach(this::putUpdates);
    consume();
    assertThat(revisions("a")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(revisions("b")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
    assertThat(Files.readString(folder.resolve("checkpoints.json"))).contains("\"ended\"");
  }

  private void putUpdates(int revision) {
    put(Story.storm("a", revision, "updated", "warning"));
    put(Story.storm("b", revision, "updated", "warning"));
  }

  private int[] revisions(String id) {
    return webhook.events().stream()
        .filter(event -> event.get("dedup_key").asText().equals(id))
        .mapToInt(event -> event.at("/payload/custom_details/revision").asInt())
        .toArray();
  }

  private void split() {
    Shard only = open()[0];
    Local.KINESIS.splitShard(
        split ->
            split
                .streamName(name)
                .shardToSplit(only.shardId())
                .newStartingHashKey("170141183460469231731687303715884105728"));
    Local.awaitActive(name);
  }

  private void merge() {
    Shard[] open = open();
    Local.KINESIS.mergeShards(
        merge ->
            merge
                .streamName(name)
                .shardToMerge(open[0].shardId())
                .adjacentShardToMerge(open[1].shardId()));
    Local.awaitActive(name);
  }

  private Shard[] open() {
    return Local.KINESIS.listShards(list -> list.streamName(name)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .toArray(Shard[]::new);
  }
}
