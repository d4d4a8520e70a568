package io.flowlens.detect.run;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Values of the current key whose round is not over. Taking one round's values touches no other's,
 * so hours of a replay can be buffered at once. Whether any are left is never looked at: RocksDB
 * would have to step over all that was deleted.
 *
 * @param <T> the type of the values
 */
final class RoundBuffer<T> {
  private final MapState<Long, Integer> sizes;
  private final MapState<String, T> values;

  /** Kept in the states {@code buffer} and {@code buffer-sizes}. */
  RoundBuffer(RuntimeContext context, TypeInformation<T> type) {
    sizes = context.getMapState(new MapStateDescriptor<>("buffer-sizes", Types.LONG, Types.INT));
    values = context.getMapState(new MapStateDescriptor<>("buffer", Types.STRING, type));
  }

  void add(long round, T value) throws Exception {
    Integer before = sizes.get(round);
    int size = before == null ? 0 : before;
    values.put(round + "|" + size, value);
    sizes.put(round, size + 1);
  }

  /** The round's values in the order of their arrival; they are kept no longer. */
  List<T> take(long round) throws Exception {
    List<T> taken = new ArrayList<>();
    Integer size = sizes.get(round);
    for (int i = 0; size != null && i < size; i++) {
      taken.add(values.get(round + "|" + i));
      values.remove(round + "|" + i);
    }
    sizes.remove(round);
    return taken;
  }
}
