package io.flowlens.lab.bench;

import java.io.DataInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot;
import org.apache.flink.runtime.state.metainfo.StateMetaInfoSnapshot.CommonSerializerKeys;

/**
 * How many bytes each keyed state takes in a full checkpoint of the heap backend. A checkpoint
 * itself only says how many each operator takes.
 */
final class CheckpointContent {
  private CheckpointContent() {}

  /** Bytes by name of the state; timers under the name that Flink gives them. */
  static Map<String, Long> bytes(OperatorState operator) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        if (handle instanceof KeyGroupsStateHandle groups) {
          add(groups, bytes);
        }
      }
    }
    return bytes;
  }

  /** The operators of the checkpoint that this metadata file describes. */
  static List<OperatorState> operators(Path metadata) throws IOException {
    try (InputStream in = Files.newInputStream(metadata)) {
      return List.copyOf(
          Checkpoints.loadCheckpointMetadata(
                  new DataInputStream(in),
                  CheckpointContent.class.getClassLoader(),
                  metadata.toString())
              .getOperatorStates());
    }
  }

  private static void add(KeyGroupsStateHandle handle, Map<String, Long> bytes) throws IOException {
    try (FSDataInputStream file = handle.openInputStream()) {
      KeyedBackendSerializationProxy<?> header =
          new KeyedBackendSerializationProxy<>(CheckpointContent.class.getClassLoader());
      header.read(new DataInputViewStreamWrapper(file));
      TypeSerializer<?> key = header.getKeySerializerSnapshot().restoreSerializer();
      List<States> states = new ArrayList<>();
      for (StateMetaInfoSnapshot state : header.getStateMetaInfoSnapshots()) {
        states.add(new States(state, key));
      }
      for (var group : handle.getGroupRangeOffsets()) {
        if (group.f1 >= 0) {
          file.seek(group.f1);
          addGroup(file, states, bytes);
        }
      }
    }
  }

  /** A key group: its number, then each state's number and entries. */
  private static void addGroup(InputStream file, List<States> states, Map<String, Long> bytes)
      throws IOException {
    Counting counting = new Counting(file);
    DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(counting);
    in.readInt();
    for (int i = 0; i < states.size(); i++) {
      States read = states.get(in.readShort());
      long before = counting.count;
      for (int left = in.readInt(); left > 0; left--) {
        read.skip(in);
      }
      bytes.merge(read.name, counting.count - before, Long::sum);
    }
  }

  /** One state of all keys, and how to read an entry of it. */
  private static final class States {
    private final String name;
    private final List<TypeSerializer<?>> parts = new ArrayList<>();

    private States(StateMetaInfoSnapshot state, TypeSerializer<?> key) {
      name = state.getName();
      boolean entries =
          state.getBackendStateType() == StateMetaInfoSnapshot.BackendStateType.KEY_VALUE;
      if (entries) {
        parts.add(serializer(state, CommonSerializerKeys.NAMESPACE_SERIALIZER));
        parts.add(key);
      }
      parts.add(serializer(state, CommonSerializerKeys.VALUE_SERIALIZER));
    }

    private static TypeSerializer<?> serializer(
        StateMetaInfoSnapshot state, CommonSerializerKeys which) {
      return state.getTypeSerializerSnapshot(which).restoreSerializer();
    }

    private void skip(DataInputViewStreamWrapper in) throws IOException {
      for (TypeSerializer<?> part : parts) {
        part.deserialize(in);
      }
    }
  }

  private static final class Counting extends FilterInputStream {
    private long count;

    private Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
