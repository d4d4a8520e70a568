package io.flowlens.lab.e2e;

import io.flowlens.lab.demo.aws.Cloud;
import io.flowlens.localaws.LocalAws;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
  private final List<Stream> mirrors = new ArrayList<>();

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
    return existing(kinesis, name);
  }

  /** One that is there, or will be in a moment. */
  static Stream existing(KinesisClient kinesis, String name) {
    Stream stream = new Stream(kinesis, name);
    stream.awaitActive();
    return stream;
  }

  private void awaitActive() {
    KinesisWaiter waiter =
        KinesisWaiter.builder()
            .client(kinesis)
            .overrideConfiguration(
                wait -> wait.backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)).maxAttempts(100))
            .build();
    waiter.waitUntilStreamExists(describe -> describe.streamName(name));
  }

  /** Puts everything from now on into another stream too. */
  Stream mirroredIn(Stream other) {
    mirrors.add(other);
    return this;
  }

  /** Splits the first shard that is open in its middle, and waits until that is done. */
  void split() {
    Shard shard = openShards().get(0);
    BigInteger first = new BigInteger(shard.hashKeyRange().startingHashKey());
    BigInteger last = new BigInteger(shard.hashKeyRange().endingHashKey());
    String middle = first.add(last).shiftRight(1).toString();
    kinesis.splitShard(
        split -> split.streamName(name).shardToSplit(shard.shardId()).newStartingHashKey(middle));
    awaitActive();
  }

  /** Merges the first two shards that are open, and waits until that is done. */
  void merge() {
    List<Shard> open = openShards();
    kinesis.mergeShards(
        merge ->
            merge
                .streamName(name)
                .shardToMerge(open.get(0).shardId())
                .adjacentShardToMerge(open.get(1).shardId()));
    awaitActive();
  }

  /** Those that take records, in the order of their keys. */
  List<Shard> openShards() {
    return kinesis.listShards(list -> list.streamName(name)).shards().stream()
        .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
        .sorted(
            Comparator.comparing(
                (Shard shard) -> new BigInteger(shard.hashKeyRange().startingHashKey())))
        .toList();
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
    mirrors.forEach(mirror -> mirror.put(records));
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
