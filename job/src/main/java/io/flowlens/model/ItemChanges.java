package io.flowlens.model;

import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * From which version to which items were changed, as hashes: all changes of the {@value #MAX_KEYS}
 * items with the smallest hashes, so that two regions keep the same items. Exact up to so many
 * items. Of an item that was changed more than {@value #MAX_OF_KEY} times no change is kept, but it
 * is known that there were too many.
 */
public final class ItemChanges implements Mergeable<ItemChanges> {
  /** The version of an item that does not exist. */
  public static final long ABSENT = 2;

  static final int MAX_KEYS = 128;
  static final int MAX_OF_KEY = 16;

  private final BottomK<OfItem> byKey = new BottomK<>(MAX_KEYS, OfItem::plus);

  /** Receives one item. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes an item.
     *
     * @param changes in the order of time; none where there were too many to keep
     */
    void visit(long key, List<Change> changes);
  }

  /** Adds a change; hashes are not 0, time is epoch milliseconds. */
  public void add(long key, long before, long after, long time) {
    if (byKey.takes(key)) {
      OfItem one = new OfItem();
      one.changes.add(new Change(before, after, time));
      byKey.put(key, one);
    }
  }

  /** Shows all items that are kept, in the order of their hashes. */
  public void forEach(Visitor visitor) {
    for (int i = 0; i < byKey.size(); i++) {
      OfItem item = byKey.value(i);
      visitor.visit(byKey.hash(i), item.tooMany ? List.of() : List.copyOf(item.changes));
    }
  }

  /** Whether there may be items beyond those that are kept. */
  public boolean isSample() {
    return byKey.isFull();
  }

  @Override
  public boolean isEmpty() {
    return byKey.size() == 0;
  }

  @Override
  public void merge(ItemChanges others) {
    for (int i = 0; i < others.byKey.size(); i++) {
      if (byKey.takes(others.byKey.hash(i))) {
        byKey.put(others.byKey.hash(i), new OfItem().plus(others.byKey.value(i)));
      }
    }
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    CompactSerializer.writeCount(out, byKey.size());
    for (int i = 0; i < byKey.size(); i++) {
      OfItem item = byKey.value(i);
      out.writeLong(byKey.hash(i));
      out.writeByte(item.changes.size());
      for (Change change : item.changes) {
        out.writeLong(change.before);
        out.writeLong(change.after);
        CompactSerializer.writeSigned(out, change.time - about);
      }
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (long left = CompactSerializer.readCount(in); left > 0; left--) {
      long key = in.readLong();
      OfItem item = new OfItem();
      int n = in.readByte();
      item.tooMany = n == 0;
      for (int i = 0; i < n; i++) {
        long before = in.readLong();
        long after = in.readLong();
        item.changes.add(new Change(before, after, about + CompactSerializer.readSigned(in)));
      }
      byKey.put(key, item);
    }
  }

  /** One change of an item. */
  public static final class Change implements Comparable<Change> {
    /** A hash of the item before it; {@link ItemChanges#ABSENT} where there was none. */
    public final long before;

    /** A hash of the item after it. */
    public final long after;

    /** When the region recorded it, epoch milliseconds. */
    public final long time;

    /** A change between these versions. */
    public Change(long before, long after, long time) {
      this.before = before;
      this.after = after;
      this.time = time;
    }

    @Override
    public int compareTo(Change other) {
      int byTime = Long.compare(time, other.time);
      int byBefore = byTime != 0 ? byTime : Long.compare(before, other.before);
      return byBefore != 0 ? byBefore : Long.compare(after, other.after);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Change && compareTo((Change) other) == 0;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(after ^ time);
    }
  }

  /** The changes of one item: a set, so that a record that comes twice counts once. */
  private static final class OfItem {
    private final TreeSet<Change> changes = new TreeSet<>();
    private boolean tooMany;

    private OfItem plus(OfItem other) {
      changes.addAll(other.changes);
      tooMany |= other.tooMany || changes.size() > MAX_OF_KEY;
      if (tooMany) {
        changes.clear();
      }
      return this;
    }
  }
}
