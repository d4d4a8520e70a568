package io.flowlens.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeMap;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The batches of one edge and pane whose delivery failed or was repeated. When there are more than
 * {@value #MAX}, those with the smallest hashes are kept: the same ones everywhere and in each
 * pane, whatever the order of arrival.
 */
public final class Batches {
  static final int MAX = 32;

  private final TreeMap<Long, Delivered> byHash = new TreeMap<>();

  /** Adds one delivery; one that succeeded at once is not kept. */
  void add(Batch batch, long time) {
    if (batch.isRepeated()) {
      Delivered one = new Delivered();
      one.shardId = batch.shardId == null ? "" : batch.shardId;
      one.start = batch.start;
      one.end = batch.end == null ? batch.start : batch.end;
      one.records = batch.records;
      one.deliveries = batch.invokeCount > 0 ? 0 : 1;
      one.invokeCount = batch.invokeCount;
      one.lastAt = time;
      merge(one.hash(), one);
    }
  }

  void merge(Batches others) {
    others.byHash.forEach(this::merge);
  }

  private void merge(long hash, Delivered other) {
    Delivered kept = byHash.get(hash);
    if (kept != null) {
      kept.merge(other);
    } else if (byHash.size() < MAX || hash < byHash.lastKey()) {
      byHash.put(hash, other.copy());
      if (byHash.size() > MAX) {
        byHash.pollLastEntry();
      }
    }
  }

  /** All that are kept, in the order of their hashes. */
  public Collection<Delivered> all() {
    return byHash.values();
  }

  boolean isEmpty() {
    return byHash.isEmpty();
  }

  void write(DataOutputView out) throws IOException {
    out.writeByte(byHash.size());
    for (Delivered batch : byHash.values()) {
      CompactSerializer.writeText(out, batch.shardId);
      CompactSerializer.writeText(out, batch.start);
      CompactSerializer.writeText(out, batch.end);
      CompactSerializer.writeCount(out, batch.records);
      CompactSerializer.writeCount(out, batch.deliveries);
      CompactSerializer.writeCount(out, batch.invokeCount);
      CompactSerializer.writeSigned(out, batch.lastAt);
    }
  }

  void read(DataInputView in) throws IOException {
    for (int left = in.readByte(); left > 0; left--) {
      Delivered batch = new Delivered();
      batch.shardId = CompactSerializer.readText(in);
      batch.start = CompactSerializer.readText(in);
      batch.end = CompactSerializer.readText(in);
      batch.records = CompactSerializer.readCount(in);
      batch.deliveries = CompactSerializer.readCount(in);
      batch.invokeCount = CompactSerializer.readCount(in);
      batch.lastAt = CompactSerializer.readSigned(in);
      byHash.put(batch.hash(), batch);
    }
  }

  /** One batch and how often it was delivered. */
  public static final class Delivered {
    /** Empty when unknown. */
    public String shardId;

    public String start;
    public String end;

    /** Records in the batch; 0 when unknown. */
    public long records;

    /** Deliveries seen; the service's own record of a batch is none. */
    public long deliveries;

    /** The highest count of invocations that the service told; 0 when it told none. */
    public long invokeCount;

    /** When the last delivery ended, epoch milliseconds. */
    public long lastAt;

    private void merge(Delivered other) {
      records = Math.max(records, other.records);
      deliveries += other.deliveries;
      invokeCount = Math.max(invokeCount, other.invokeCount);
      lastAt = Math.max(lastAt, other.lastAt);
    }

    private Delivered copy() {
      Delivered copy = new Delivered();
      copy.shardId = shardId;
      copy.start = start;
      copy.end = end;
      copy.merge(this);
      return copy;
    }

    private long hash() {
      String id = shardId + '|' + start + '|' + end;
      return MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8))[0];
    }
  }
}
