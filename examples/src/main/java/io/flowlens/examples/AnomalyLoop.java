package io.flowlens.examples;

import io.flowlens.schemas.records.Anomaly;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads the anomaly stream without Lambda and without the Kinesis Client Library: every shard from
 * its oldest record, the records of an anomaly in their order also when the stream is resharded,
 * and after a restart on from where it was.
 *
 * <p>Its limits: one process only (two would both take every record); the checkpoints are on one
 * disk; after a standstill longer than the stream's retention, what expired is lost; when the
 * stream is deleted and created again, delete the file too.
 */
public final class AnomalyLoop {
  private static final Logger LOG = LoggerFactory.getLogger(AnomalyLoop.class);

  private final KinesisClient kinesis;
  private final String stream;
  private final Checkpoints checkpoints;
  private final Incidents incidents;
  private final Map<String, String> iterators = new HashMap<>();

  AnomalyLoop(KinesisClient kinesis, String stream, Path file, Incidents incidents)
      throws IOException {
    this.kinesis = kinesis;
    this.stream = stream;
    this.checkpoints = new Checkpoints(file);
    this.incidents = incidents;
  }

  /** Arguments: the stream's name, the file for checkpoints. */
  public static void main(String[] args) throws IOException, InterruptedException {
    AnomalyLoop loop =
        new AnomalyLoop(
            KinesisClient.create(), args[0], Path.of(args[1]), Incidents.fromEnvironment());
    while (true) {
      loop.readEveryShardOnce();
      Thread.sleep(1000); // A shard may be read five times a second, by all its readers together.
    }
  }

  void readEveryShardOnce() throws IOException, InterruptedException {
    Map<String, Shard> shards = shards();
    checkpoints.keep(shards.keySet());
    for (Shard shard : shards.values()) {
      // What was split or merged is read to its end before what came of it.
      boolean parentsToRead =
          Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
              .anyMatch(parent -> shards.containsKey(parent) && !checkpoints.ended(parent));
      if (!parentsToRead && !checkpoints.ended(shard.shardId())) {
        read(shard.shardId());
      }
    }
  }

  private Map<String, Shard> shards() {
    Map<String, Shard> shards = new LinkedHashMap<>();
    String token = null;
    do {
      String next = token;
      ListShardsResponse page =
          kinesis.listShards(list -> list.streamName(next == null ? stream : null).nextToken(next));
      page.shards().forEach(shard -> shards.put(shard.shardId(), shard));
      token = page.nextToken();
    } while (token != null);
    return shards;
  }

  private void read(String shard) throws IOException, InterruptedException {
    String iterator = iterators.computeIfAbsent(shard, this::begin);
    GetRecordsResponse response;
    try {
      response = kinesis.getRecords(get -> get.shardIterator(iterator));
    } catch (ExpiredIteratorException e) {
      iterators.remove(shard); // It is five minutes old; begin again behind what was taken.
      return;
    }
    for (Record record : response.records()) {
      if (!taken(record)) {
        iterators.remove(shard); // The next round begins with this record.
        return;
      }
      checkpoints.read(shard, record.sequenceNumber());
    }
    if (response.nextShardIterator() == null) {
      checkpoints.end(shard);
    } else {
      iterators.put(shard, response.nextShardIterator());
    }
  }

  private boolean taken(Record record) throws InterruptedException {
    try {
      incidents.take(Anomaly.parse(record.data().asUtf8String()));
    } catch (IllegalArgumentException e) {
      LOG.error("Record {} is left out", record.sequenceNumber(), e);
    } catch (IOException | RuntimeException e) {
      LOG.error("Record {} failed, to be tried again", record.sequenceNumber(), e);
      return false;
    }
    return true;
  }

  private String begin(String shard) {
    String last = checkpoints.lastRead(shard);
    return kinesis
        .getShardIterator(
            get ->
                get.streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(
                        last == null
                            ? ShardIteratorType.TRIM_HORIZON
                            : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .startingSequenceNumber(last))
        .shardIterator();
  }
}
