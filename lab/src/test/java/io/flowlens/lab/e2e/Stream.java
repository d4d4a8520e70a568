package io.flowlens.lab.e2e;

import io.flowlens.lab.aws.Cloud;
import io.flowlens.localaws.LocalAws;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** One stream in the local Kinesis. The same bytes always go to the same shard. */
final class Stream {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_BYTES = 4 << 20;

  private final KinesisClient kinesis;
  private final String name;
  private final List<byte[]> read = new ArrayList<>();
  private final Map<String, String> next = new HashMap<>();

  private Stream(KinesisClient kinesis, String name) {
    this.kinesis = kinesis;
    this.name = name;
  }

  /** Of one shard, which keeps the order of what is put. */
  static Stream create(KinesisClient kinesis, String name) {
    return create(kinesis, name, 1);
  }

  static Stream create(KinesisClient kinesis, String name, int shards) {
    kinesis.createStream(create -> create.streamName(name).shardCount(shards));
    KinesisWaiter waiter =
        KinesisWaiter.builder()
            .client(kinesis)
            .overrideConfiguration(
                wait -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)).maxAttempts(100))
            .build();
    waiter.waitUntilStreamExists(describe -> describe.streamName(name));
    return new Stream(kinesis, name);
  }

  String arn() {
    return "arn:aws:kinesis:" + Cloud.HOME.id() + ":" + LocalAws.ACCOUNT + ":stream/" + name;
  }

  void put(byte[] data) {
    put(List.of(data));
  }

  /** Puts the records in this order. */
  void put(List<byte[]> records) {
    List<PutRecordsRequestEntry> batch = new ArrayList<>();
    long size = 0;
    for (byte[] data : records) {
      if (batch.size() == MAX_ENTRIES || size + data.length > MAX_BYTES) {
        send(batch);
        batch = new ArrayList<>();
        size = 0;
      }
      batch.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(Integer.toString(Arrays.hashCode(data)))
              .data(SdkBytes.fromByteArray(data))
              .build());
      size += data.length;
    }
    send(batch);
  }

  private void send(List<PutRecordsRequestEntry> batch) {
    int refused =
        kinesis.putRecords(put -> put.streamName(name).records(batch)).failedRecordCount();
    if (refused > 0) {
      throw new IllegalStateException(refused + " records were refused by " + name);
    }
  }

  /** Everything that was put so far. */
  List<byte[]> everything() {
    if (next.isEmpty()) {
      for (Shard shard : kinesis.listShards(list -> list.streamName(name)).shards()) {
        next.put(shard.shardId(), start(shard.shardId()));
      }
    }
    next.replaceAll((shard, iterator) -> readFrom(iterator));
    return List.copyOf(read);
  }

  private String start(String shard) {
    return kinesis
        .getShardIterator(
            get ->
                get.streamName(name)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  /** Reads a shard up to its present end; returns where it goes on. */
  private String readFrom(String iterator) {
    String at = iterator;
    while (true) {
      String now = at;
      GetRecordsResponse page = kinesis.getRecords(get -> get.shardIterator(now));
      page.records().forEach(record -> read.add(record.data().asByteArray()));
      at = page.nextShardIterator();
      if (page.records().isEmpty()) {
        return at;
      }
    }
  }
}
