package io.flowlens.lab.demo.relay;

import io.flowlens.lab.demo.aws.Cloud;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * Follows the stream of one table from its beginning, on a thread of its own, and hands over
 * batches in each shard's order.
 */
public final class StreamTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamTail.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int BATCH = 100;
  private static final int LOOK_FOR_SHARDS_EVERY = 40;

  private final String table;
  private final DynamoDbStreamsClient client;
  private final Consumer<Batch> batches;
  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, String> lastRead = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Thread thread;
  private String stream;

  private StreamTail(String table, DynamoDbStreamsClient client, Consumer<Batch> batches) {
    this.table = table;
    this.client = client;
    this.batches = batches;
    thread = new Thread(this::run, "tail-" + table);
    thread.setDaemon(true);
  }

  /**
   * Starts to follow a table's stream.
   *
   * @param dynamoDb where DynamoDB Streams answers
   * @param batches receives each batch; an exception is logged, and the batch is not delivered
   *     again
   */
  public static StreamTail follow(
      URI dynamoDb, Region region, String table, Consumer<Batch> batches) {
    StreamTail tail = new StreamTail(table, Cloud.streams(dynamoDb, region), batches);
    tail.thread.start();
    return tail;
  }

  private void run() {
    for (int round = 0; !Thread.currentThread().isInterrupted(); round++) {
      try {
        if (round % LOOK_FOR_SHARDS_EVERY == 0 || iterators.isEmpty()) {
          lookForShards();
        }
        Set.copyOf(iterators.keySet()).forEach(this::read);
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException | AbortedException e) {
        Thread.currentThread().interrupt();
      } catch (SdkException e) {
        LOG.warn("The stream of {} could not be read, and is tried again", table, e);
      }
    }
  }

  private void lookForShards() {
    if (stream == null) {
      stream = client.listStreams(list -> list.tableName(table)).streams().get(0).streamArn();
    }
    client
        .describeStream(describe -> describe.streamArn(stream))
        .streamDescription()
        .shards()
        .stream()
        .map(Shard::shardId)
        .filter(known::add)
        .forEach(this::beginAtOldest);
  }

  private void beginAtOldest(String shard) {
    iterators.put(
        shard,
        client
            .getShardIterator(
                get ->
                    get.streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator());
  }

  /** Continues after the last record: the receiver of a batch may have taken long. */
  private void goOn(String shard) {
    String last = lastRead.get(shard);
    if (last == null) {
      beginAtOldest(shard);
      return;
    }
    iterators.put(
        shard,
        client
            .getShardIterator(
                get ->
                    get.streamArn(stream)
                        .shardId(shard)
                        .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .sequenceNumber(last))
            .shardIterator());
  }

  private void read(String shard) {
    String iterator = iterators.get(shard);
    try {
      GetRecordsResponse response =
          client.getRecords(get -> get.shardIterator(iterator).limit(BATCH));
      if (response.nextShardIterator() == null) {
        iterators.remove(shard);
      } else {
        iterators.put(shard, response.nextShardIterator());
      }
      if (!response.records().isEmpty()) {
        Batch batch = new Batch(shard, response.records());
        lastRead.put(shard, batch.lastSequence());
        handOver(batch);
      }
    } catch (ExpiredIteratorException e) {
      goOn(shard);
    } catch (TrimmedDataAccessException e) {
      beginAtOldest(shard);
    }
  }

  private void handOver(Batch batch) {
    try {
      batches.accept(batch);
    } catch (AbortedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("A batch of {} changes of {} was given up", batch.records().size(), table, e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(2).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
  }
}
