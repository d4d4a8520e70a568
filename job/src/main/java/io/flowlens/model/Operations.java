package io.flowlens.model;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Calls by operation of the API. An edge has a few, so they are kept in two sorted arrays. */
public final class Operations implements Mergeable<Operations> {
  private static final String[] NO_NAMES = {};
  private static final long[] NO_CALLS = {};

  /** Ascending. */
  private String[] names = NO_NAMES;

  private long[] calls = NO_CALLS;

  /**
   * Adds calls of an operation.
   *
   * @param name empty when unknown
   */
  public void add(String name, long n) {
    int at = Arrays.binarySearch(names, name);
    if (at >= 0) {
      calls[at] += n;
      return;
    }
    int place = -at - 1;
    int size = names.length;
    String[] moreNames = Arrays.copyOf(names, size + 1);
    long[] moreCalls = Arrays.copyOf(calls, size + 1);
    System.arraycopy(names, place, moreNames, place + 1, size - place);
    System.arraycopy(calls, place, moreCalls, place + 1, size - place);
    moreNames[place] = name;
    moreCalls[place] = n;
    names = moreNames;
    calls = moreCalls;
  }

  /** Calls of this operation. */
  public long of(String name) {
    int at = Arrays.binarySearch(names, name);
    return at < 0 ? 0 : calls[at];
  }

  /** Shows every operation and its calls, in the order of the names. */
  public void forEach(ObjLongConsumer<String> action) {
    for (int i = 0; i < names.length; i++) {
      action.accept(names[i], calls[i]);
    }
  }

  @Override
  public boolean isEmpty() {
    return names.length == 0;
  }

  @Override
  public void merge(Operations other) {
    if (Arrays.equals(names, other.names)) {
      for (int i = 0; i < calls.length; i++) {
        calls[i] += other.calls[i];
      }
    } else {
      other.forEach(this::add);
    }
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    CompactSerializer.writeCount(out, names.length);
    for (int i = 0; i < names.length; i++) {
      IdText.write(out, names[i]);
      CompactSerializer.writeCount(out, calls[i]);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (long left = CompactSerializer.readCount(in); left > 0; left--) {
      add(IdText.read(in), CompactSerializer.readCount(in));
    }
  }
}
