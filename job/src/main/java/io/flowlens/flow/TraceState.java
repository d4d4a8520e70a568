package io.flowlens.flow;

import io.flowlens.model.SpanHalf;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The halves of one trace that still wait, or that others may still need. */
@TypeInfo(TraceState.Info.class)
public final class TraceState {
  final List<Entry> halves = new ArrayList<>();

  /** The event-time timer that is set. */
  long timer = Long.MIN_VALUE;

  TraceState() {}

  /** The half of this role and span id; null when it has not come. */
  Entry find(SpanHalf.Role role, String spanId) {
    for (Entry entry : halves) {
      if (entry.half.role == role && entry.half.spanId.equals(spanId)) {
        return entry;
      }
    }
    return null;
  }

  /** One half and what has become of it. */
  static final class Entry {
    final SpanHalf half;

    /** For a server half: whether its flow has been handed on. */
    boolean done;

    /** For a client half: how many server halves it has met. */
    int servers;

    /** For a client half: how many of those failed. */
    int failedServers;

    Entry(SpanHalf half) {
      this.half = half;
    }
  }

  /** Lets Flink find the serializer. */
  public static final class Info extends TypeInfoFactory<TraceState> {
    @Override
    public TypeInformation<TraceState> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return TraceStateSerializer.INFO;
    }
  }
}
