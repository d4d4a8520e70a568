package io.flowlens.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The batches of one edge and pane, either those whose delivery failed or was repeated, or those
 * that succeeded. When there are more than {@value #MAX}, those with the smallest hashes are kept:
 * the same ones everywhere and in each pane, whatever the order of arrival.
 */
public final class Batches implements Mergeable<Batches> {
  static final int MAX = 32;

  private final BottomK<Delivered> byHash = new BottomK<>(MAX, Delivered::merge);

  /**
   * Adds one delivery. Of one that succeeded only the first record counts: when a function reports
   * some records as failed, the batch comes again from the first of these on, with another end.
   */
  void add(Batch batch, long time) {
    Delivered one = new Delivered();
    one.shardId = batch.shardId == null ? "" : batch.shardId;
    one.start = batch.start;
    one.end = batch.end == null || !batch.isRepeated() ? batch.start : batch.end;
    one.records = batch.records;
    one.deliveries = batch.invokeCount > 0 ? 0 : 1;
    one.invokeCount = batch.invokeCount;
    one.lastAt = time;
    byHash.put(one.hash(), one);
  }

  @Override
  public void merge(Batches others) {
    for (int i = 0; i < others.byHash.size(); i++) {
      if (byHash.takes(others.byHash.hash(i))) {
        byHash.put(others.byHash.hash(i), others.byHash.value(i).copy());
      }
    }
  }

  /** All that are kept, in the order of their hashes. */
  public List<Delivered> all() {
    List<Delivered> all = new ArrayList<>(byHash.size());
    for (int i = 0; i < byHash.size(); i++) {
      all.add(byHash.value(i));
    }
    return all;
  }

  @Override
  public boolean isEmpty() {
    return byHash.size() == 0;
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    out.writeByte(byHash.size());
    for (Delivered batch : all()) {
      CompactSerializer.writeText(out, batch.shardId);
      CompactSerializer.writeText(out, batch.start);
      CompactSerializer.writeText(out, batch.end);
      CompactSerializer.writeCount(out, batch.records);
      CompactSerializer.writeCount(out, batch.deliveries);
      CompactSerializer.writeCount(out, batch.invokeCount);
      CompactSerializer.writeSigned(out, batch.lastAt);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
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

    private Delivered merge(Delivered other) {
      records = Math.max(records, other.records);
      deliveries += other.deliveries;
      invokeCount = Math.max(invokeCount, other.invokeCount);
      lastAt = Math.max(lastAt, other.lastAt);
      return this;
    }

    private Delivered copy() {
      Delivered copy = new Delivered();
      copy.shardId = shardId;
      copy.start = start;
      copy.end = end;
      return copy.merge(this);
    }

    private long hash() {
      String id = shardId + '|' + start + '|' + end;
      return MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8))[0];
    }
  }
}
