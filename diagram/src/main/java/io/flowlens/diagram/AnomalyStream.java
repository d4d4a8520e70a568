package io.flowlens.diagram;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reads the anomaly stream from its beginning (a day, unless its retention was set longer) and goes
 * on with what comes. Each call of {@link #read} asks every shard once, so it stays far below the
 * five reads per second that a shard allows. Not for several threads.
 */
final class AnomalyStream {
  private static final Logger LOG = LoggerFactory.getLogger(AnomalyStream.class);
  private static final int SHARDS_LISTED_EVERY = 60;
  private static final String NOT_BEGUN = "";
  private static final String ENDED = "ended";

  private final KinesisClient kinesis;
  private final String stream;
  private final Anomalies anomalies;
  private final ObjectMapper json = new ObjectMapper();

  private final Map<String, String> iterators = new HashMap<>();
  private final Map<String, String> lastSequence = new HashMap<>();
  private int reads;
  private final AtomicLong unreadable = new AtomicLong();

  AnomalyStream(KinesisClient kinesis, String stream, Anomalies anomalies) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.anomalies = anomalies;
  }

  /**
   * Takes what is new in every shard.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if the stream cannot be read now;
   *     the next call goes on where this one stopped
   */
  void read() {
    if (reads == 0) {
      findShards();
    }
    reads = (reads + 1) % SHARDS_LISTED_EVERY;
    for (String shard : iterators.keySet().toArray(new String[0])) {
      readShard(shard);
    }
  }

  /** How many records of the stream are not anomalies. */
  long unreadable() {
    return unreadable.get();
  }

  private void findShards() {
    String token = null;
    do {
      String next = token;
      var response =
          kinesis.listShards(
              request -> {
                if (next == null) {
                  request.streamName(stream);
                } else {
                  request.nextToken(next);
                }
              });
      response.shards().stream()
          .map(Shard::shardId)
          .forEach(shard -> iterators.putIfAbsent(shard, NOT_BEGUN));
      token = response.nextToken();
    } while (token != null);
  }

  private void readShard(String shard) {
    String iterator = iterators.get(shard);
    if (iterator.equals(ENDED)) {
      return; // A closed shard is kept, so that it is not begun again.
    }
    try {
      GetRecordsResponse response =
          kinesis.getRecords(
              request ->
                  request.shardIterator(iterator.equals(NOT_BEGUN) ? begin(shard) : iterator));
      for (Record entry : response.records()) {
        take(entry);
        lastSequence.put(shard, entry.sequenceNumber());
      }
      String next = response.nextShardIterator();
      iterators.put(shard, next == null ? ENDED : next);
    } catch (ExpiredIteratorException e) {
      iterators.put(shard, NOT_BEGUN);
    }
  }

  private String begin(String shard) {
    String sequence = lastSequence.get(shard);
    return kinesis
        .getShardIterator(
            request ->
                request
                    .streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(
                        sequence == null
                            ? ShardIteratorType.TRIM_HORIZON
                            : ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .startingSequenceNumber(sequence))
        .shardIterator();
  }

  private void take(Record entry) {
    try {
      if (anomalies.take(json.readTree(entry.data().asInputStream()))) {
        return;
      }
    } catch (JacksonException e) {
      LOG.debug("Not JSON", e);
    } catch (IOException e) {
      throw new IllegalStateException("Bytes in memory cannot fail to be read", e);
    }
    unreadable.incrementAndGet();
    LOG.warn("A record of {} is not an anomaly: {}", stream, entry.sequenceNumber());
  }
}
