package io.flowlens.detect;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Values of the current key that wait for the end of their pane. Taking one pane's values touches
 * no other's, so hours of a replay may wait at once.
 *
 * @param <T> the type of the values
 */
final class Waiting<T> {
  private final MapState<Long, Integer> sizes;
  private final MapState<String, T> values;

  /** Kept in the states {@code waiting} and {@code waiting-sizes}. */
  Waiting(RuntimeContext context, TypeInformation<T> type) {
    sizes = context.getMapState(new MapStateDescriptor<>("waiting-sizes", Types.LONG, Types.INT));
    values = context.getMapState(new MapStateDescriptor<>("waiting", Types.STRING, type));
  }

  void add(long pane, T value) throws Exception {
    Integer before = sizes.get(pane);
    int size = before == null ? 0 : before;
    values.put(pane + "|" + size, value);
    sizes.put(pane, size + 1);
  }

  /** The pane's values in the order of their arrival; they wait no longer. */
  List<T> take(long pane) throws Exception {
    List<T> taken = new ArrayList<>();
    Integer size = sizes.get(pane);
    for (int i = 0; size != null && i < size; i++) {
      taken.add(values.get(pane + "|" + i));
      values.remove(pane + "|" + i);
    }
    sizes.remove(pane);
    if (sizes.isEmpty()) {
      sizes.clear();
      values.clear();
    }
    return taken;
  }
}
