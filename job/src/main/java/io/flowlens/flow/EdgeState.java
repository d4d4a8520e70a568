package io.flowlens.flow;

import io.flowlens.model.Edge;
import io.flowlens.model.Pane;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * What {@link Panes} remembers of one edge. One value, because its parts are almost always needed
 * together and an entry of its own would repeat the key.
 *
 * <p>The panes inside carry no edge: it is the same for all.
 */
@TypeInfo(EdgeState.Info.class)
public final class EdgeState {
  Edge edge;

  /** Fast evidence not judged yet, by the start of its pane. */
  final TreeMap<Long, Pane> open = new TreeMap<>();

  /** Fast evidence of judged panes, by the start of its window, until the window takes no more. */
  final TreeMap<Long, Pane> closed = new TreeMap<>();

  /** Slow evidence by the start of its window, until the window takes no more. */
  final TreeMap<Long, Pane> slow = new TreeMap<>();

  /** Windows whose row must be written again. */
  final TreeSet<Long> changed = new TreeSet<>();

  /** The last window that had any evidence; {@link Long#MIN_VALUE} when none had. */
  long newest = Long.MIN_VALUE;

  /** The last window that had fast evidence. */
  long newestFast = Long.MIN_VALUE;

  /** Bit n: the window n windows before {@link #newestFast} had fast evidence. */
  long fast;

  /** Windows that end up to here have had their final row. */
  long finalUpTo = Long.MIN_VALUE;

  /** Windows that end up to here are no longer waited for: their slow evidence was handed on. */
  long heardUpTo = Long.MIN_VALUE;

  /** The event-time timer that is set; {@link Long#MIN_VALUE} when none is. */
  long timer = Long.MIN_VALUE;

  EdgeState() {}

  /** Remembers that this window had fast evidence. */
  void markFast(long window, long windowMillis) {
    if (newestFast == Long.MIN_VALUE) {
      newestFast = window;
      fast = 1;
      return;
    }
    long behind = (newestFast - window) / windowMillis;
    if (behind < 0) {
      fast = -behind < Long.SIZE ? fast << -behind | 1 : 1;
      newestFast = window;
    } else if (behind < Long.SIZE) {
      fast |= 1L << behind;
    }
  }

  /** Whether this window had fast evidence, as far back as 64 windows. */
  boolean hadFast(long window, long windowMillis) {
    long behind = (newestFast - window) / windowMillis;
    return newestFast != Long.MIN_VALUE
        && behind >= 0
        && behind < Long.SIZE
        && (fast >>> behind & 1) == 1;
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<EdgeState> {
    @Override
    public TypeInformation<EdgeState> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return EdgeStateSerializer.INFO;
    }
  }
}
