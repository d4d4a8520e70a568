package io.flowlens.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sample of requests that failed for good, by a hash of the AWS request id: what shows whether
 * two kinds of evidence tell of the same failures. Those with the smallest hashes are kept, so that
 * both kinds keep the same ones, whatever the order of arrival. Only failures that another try
 * might have mended: failed conditions are common, and would crowd out the others.
 */
public final class FailedRequests implements Mergeable<FailedRequests> {
  /** How many a pane keeps. */
  static final int MAX = 64;

  private final BottomK<ErrorClass> byHash;

  /** Requests with hashes up to here are all in it. */
  private long reach = Long.MAX_VALUE;

  /** An empty sample as a pane has it. */
  public FailedRequests() {
    this(MAX);
  }

  /** An empty sample that keeps so many. */
  public FailedRequests(int max) {
    byHash = new BottomK<>(max, (one, other) -> one.compareTo(other) <= 0 ? one : other);
  }

  /**
   * Whether the sample may hold this call. A failed one that names no request counts where its
   * evidence is fast, under a name that slow evidence never has: it is one that is not found there.
   */
  static boolean mayHold(FlowEvent flow) {
    return !flow.ok
        && failure(flow).isWorthRetrying()
        && (flow.requestId != null || flow.evidence == Evidence.FAST);
  }

  /** Adds a call that it {@link #mayHold}. */
  void add(FlowEvent flow) {
    String name =
        flow.requestId != null ? flow.requestId : "no request id " + flow.traceId + ' ' + flow.time;
    put(hash(name), failure(flow));
  }

  /** The class that most of the call's attempts failed with; ties go to the first. */
  private static ErrorClass failure(FlowEvent flow) {
    ErrorClass most = ErrorClass.OTHER;
    int n = 0;
    for (ErrorClass errorClass : ErrorClass.values()) {
      int errors = flow.errors == null ? 0 : flow.errors[errorClass.ordinal()];
      if (errors > n) {
        most = errorClass;
        n = errors;
      }
    }
    return most;
  }

  private static long hash(String id) {
    return MurmurHash3.hash128x64(id.getBytes(StandardCharsets.UTF_8))[0];
  }

  @Override
  public void merge(FailedRequests others) {
    reach = Math.min(reach, others.reach);
    byHash.cut(reach);
    for (int i = 0; i < others.byHash.size(); i++) {
      put(others.byHash.hash(i), others.byHash.value(i));
    }
  }

  private void put(long hash, ErrorClass failure) {
    if (hash <= reach) {
      boolean dropsOne = byHash.isFull() && byHash.find(hash) < 0;
      byHash.put(hash, failure);
      reach = dropsOne ? byHash.hash(byHash.size() - 1) : reach;
    }
  }

  /** The requests by hash that would be in both samples if both kinds of evidence had them. */
  public SortedMap<Long, ErrorClass> comparable(FailedRequests other) {
    long both = Math.min(reach, other.reach);
    SortedMap<Long, ErrorClass> requests = new TreeMap<>();
    for (int i = 0; i < byHash.size() && byHash.hash(i) <= both; i++) {
      requests.put(byHash.hash(i), byHash.value(i));
    }
    return requests;
  }

  /** Whether the request with this hash is in the byHash. */
  public boolean holds(long hash) {
    return byHash.find(hash) >= 0;
  }

  @Override
  public boolean isEmpty() {
    return byHash.size() == 0 && reach == Long.MAX_VALUE;
  }

  /** Everything as bytes; none when it is empty and complete. */
  public byte[] packed() {
    if (isEmpty()) {
      return new byte[0];
    }
    try {
      DataOutputSerializer out = new DataOutputSerializer(16 + 9 * byHash.size());
      write(out, 0);
      return out.getCopyOfBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #packed} packed, to go on as a sample that keeps so many. */
  public static FailedRequests unpack(byte[] packed, int max) {
    FailedRequests requests = new FailedRequests(max);
    if (packed.length > 0) {
      try {
        requests.read(new DataInputDeserializer(packed), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return requests;
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    CompactSerializer.writeCount(out, byHash.size());
    for (int i = 0; i < byHash.size(); i++) {
      out.writeLong(byHash.hash(i));
      out.writeByte(byHash.value(i).ordinal());
    }
    out.writeBoolean(reach < Long.MAX_VALUE);
    if (reach < Long.MAX_VALUE) {
      out.writeLong(reach);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (long left = CompactSerializer.readCount(in); left > 0; left--) {
      long hash = in.readLong();
      byHash.put(hash, ErrorClass.at(in.readByte()));
    }
    reach = in.readBoolean() ? in.readLong() : Long.MAX_VALUE;
  }
}
