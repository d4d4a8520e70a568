package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a pane holds besides counters: a sketch, a sample, a list. Merging is commutative and
 * associative to the last bit, and an empty one changes nothing.
 *
 * @param <M> the type itself
 */
public interface Mergeable<M> {
  /** Whether it holds nothing; then it is not stored. */
  boolean isEmpty();

  /** Adds all that the other one holds; the other one is left as it is. */
  void merge(M other);

  /**
   * Writes its content.
   *
   * @param about epoch milliseconds; times are written as differences from it
   */
  void write(DataOutputView out, long about) throws IOException;

  /** Reads into an empty one what {@link #write} wrote with the same {@code about}. */
  void read(DataInputView in, long about) throws IOException;
}
