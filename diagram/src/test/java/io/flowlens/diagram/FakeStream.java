package io.flowlens.diagram;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** A stream of one shard in memory; an iterator is the index of the next record. */
final class FakeStream implements KinesisClient {
  static final String SHARD = "shardId-000000000000";

  private final List<String> records = new ArrayList<>();

  /** How often an iterator was made. */
  int begun;

  /** What the next read throws, once; null for nothing. */
  RuntimeException trouble;

  synchronized void put(String data) {
    records.add(data);
  }

  @Override
  public ListShardsResponse listShards(ListShardsRequest request) {
    return ListShardsResponse.builder().shards(Shard.builder().shardId(SHARD).build()).build();
  }

  @Override
  public synchronized GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
    begun++;
    String after = request.startingSequenceNumber();
    int next = after == null ? 0 : Integer.parseInt(after) + 1;
    return GetShardIteratorResponse.builder().shardIterator(String.valueOf(next)).build();
  }

  @Override
  public synchronized GetRecordsResponse getRecords(GetRecordsRequest request) {
    if (trouble != null) {
      RuntimeException thrown = trouble;
      trouble = null;
      throw thrown;
    }
    int from = Integer.parseInt(request.shardIterator());
    List<Record> found = new ArrayList<>();
    for (int i = from; i < records.size(); i++) {
      found.add(
          Record.builder()
              .sequenceNumber(String.valueOf(i))
              .data(SdkBytes.fromUtf8String(records.get(i)))
              .build());
    }
    return GetRecordsResponse.builder()
        .records(found)
        .nextShardIterator(String.valueOf(records.size()))
        .build();
  }

  @Override
  public String serviceName() {
    return "kinesis";
  }

  @Override
  public void close() {}
}
