package io.flowlens.flow;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The roll-ups of one edge that may still change, by the start of their window. They are not part
 * of {@link EdgeState}, because that is read with every partial pane and this about once a minute.
 */
@TypeInfo(RollupState.Info.class)
public final class RollupState {
  /** Lengths in milliseconds. */
  static final long FIVE_MINUTES = 300_000;

  static final long HOUR = 3_600_000;

  final TreeMap<Long, Rollup> fiveMinutes = new TreeMap<>();

  /** Of what is not in {@link #fiveMinutes} any more. */
  final TreeMap<Long, Rollup> hours = new TreeMap<>();

  RollupState() {}

  /** The five minutes that hold this time; begun if it is the first time that they are needed. */
  Rollup fiveMinutesOf(long time) {
    return of(fiveMinutes, time, FIVE_MINUTES);
  }

  /** The hour that holds this time; begun if it is the first time that it is needed. */
  Rollup hourOf(long time) {
    return of(hours, time, HOUR);
  }

  private static Rollup of(Map<Long, Rollup> rollups, long time, long length) {
    long start = Math.floorDiv(time, length) * length;
    return rollups.computeIfAbsent(start, missing -> new Rollup());
  }

  boolean isEmpty() {
    return fiveMinutes.isEmpty() && hours.isEmpty();
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<RollupState> {
    @Override
    public TypeInformation<RollupState> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return RollupStateSerializer.INFO;
    }
  }
}
