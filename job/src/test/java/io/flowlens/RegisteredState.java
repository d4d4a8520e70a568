package io.flowlens;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.BackendStateType;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * The keyed state that a job's operators register when they open, and how each is serialized: found
 * by opening every operator, taking a snapshot and reading what Flink has written about it.
 */
final class RegisteredState {
  private static final int KEY_GROUPS = 4;

  private RegisteredState() {}

  /** By {@code <uid>/<state's name>}, with the key itself as {@code <uid>/key}. */
  static SortedMap<String, TypeSerializer<?>> of(StreamGraph graph) throws Exception {
    SortedMap<String, TypeSerializer<?>> states = new TreeMap<>();
    for (StreamNode node : graph.getStreamNodes()) {
      if (node.getStateKeySerializer() != null) {
        String uid = node.getTransformationUID();
        of(node).forEach((name, serializer) -> states.put(uid + "/" + name, serializer));
      }
    }
    return states;
  }

  @SuppressWarnings("try") // close() may be interrupted.
  private static Map<String, TypeSerializer<?>> of(StreamNode node) throws Exception {
    Map<String, TypeSerializer<?>> states = new TreeMap<>();
    try (OneInputStreamOperatorTestHarness<Object, Object> operator = open(node)) {
      for (KeyedStateHandle handle : operator.snapshot(1, 1).getManagedKeyedState()) {
        KeyedBackendSerializationProxy<?> written = read(handle);
        for (StateMetaInfoSnapshot state : written.getStateMetaInfoSnapshots()) {
          if (state.getBackendStateType() == BackendStateType.KEY_VALUE) {
            states.put(
                state.getName(),
                state
                    .getTypeSerializerSnapshot(CommonSerializerKeys.VALUE_SERIALIZER)
                    .restoreSerializer());
          }
        }
        if (!states.isEmpty()) {
          states.put("key", written.getKeySerializerSnapshot().restoreSerializer());
        }
      }
    }
    return states;
  }

  @SuppressWarnings("unchecked")
  private static OneInputStreamOperatorTestHarness<Object, Object> open(StreamNode node)
      throws Exception {
    OneInputStreamOperatorTestHarness<Object, Object> harness =
        new OneInputStreamOperatorTestHarness<>(
            (StreamOperatorFactory<Object>) node.getOperatorFactory(), KEY_GROUPS, 1, 0);
    harness.getExecutionConfig().getSerializerConfig().setGenericTypes(false);
    harness.getStreamConfig().setStateKeySerializer(node.getStateKeySerializer());
    harness
        .getStreamConfig()
        .setStatePartitioner(0, (KeySelector<Object, ?>) node.getStatePartitioners()[0]);
    harness.getStreamConfig().serializeAllConfigs();
    harness.setup((TypeSerializer<Object>) node.getTypeSerializerOut());
    harness.open();
    return harness;
  }

  private static KeyedBackendSerializationProxy<?> read(KeyedStateHandle handle) throws Exception {
    KeyedBackendSerializationProxy<?> proxy =
        new KeyedBackendSerializationProxy<>(RegisteredState.class.getClassLoader());
    try (FSDataInputStream in = ((KeyGroupsStateHandle) handle).openInputStream()) {
      proxy.read(new DataInputViewStreamWrapper(in));
    }
    return proxy;
  }
}
