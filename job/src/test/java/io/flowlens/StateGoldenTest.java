package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A running job's state can be read by the next version. Every version of every keyed state that
 * ever was is on file under {@code state/}; {@code -Dstate.accept=true} adds those of today.
 */
class StateGoldenTest {
  private static final boolean ACCEPT = Boolean.getBoolean("state.accept");
  private static final String HOW_TO_ACCEPT =
      ". If a running job may meet this, put it on file as a new version: run this test with"
          + " -Dstate.accept=true, look at what it wrote, commit it.";

  /** Fields of earlier versions that were no part of the stored form. */
  private static final Set<String> GONE = Set.of("max", "lastWrite");

  private static SortedMap<String, TypeSerializer<?>> registered;

  @BeforeAll
  static void openTheJobsOperators() throws Exception {
    registered = RegisteredState.of(Jobs.graph());
  }

  static Iterable<String> states() {
    return StateSamples.all().keySet();
  }

  @Test
  void allStateOfTheJobIsListed() {
    assertThat(StateSamples.all().keySet())
        .as("what the operators register, against the list in StateSamples")
        .isEqualTo(registered.keySet());
  }

  @ParameterizedTest
  @MethodSource("states")
  void whatTheJobWritesTodayIsOnFile(String state) throws Exception {
    GoldenState today = today(state);
    List<GoldenState> versions = GoldenState.versionsOf(state);
    boolean known = !versions.isEmpty() && versions.get(versions.size() - 1).equals(today);
    if (ACCEPT && !known) {
      today.write(state, versions.size() + 1);
      return;
    }
    assertThat(versions).as("%s has no golden version%s", state, HOW_TO_ACCEPT).isNotEmpty();
    assertThat(today)
        .as("%s is written differently than version %d%s", state, versions.size(), HOW_TO_ACCEPT)
        .isEqualTo(versions.get(versions.size() - 1));
  }

  @ParameterizedTest
  @MethodSource("states")
  void todaysSerializerTakesOverFromEveryVersion(String state) throws Exception {
    for (GoldenState version : GoldenState.versionsOf(state)) {
      TypeSerializerSchemaCompatibility<Object> taken =
          serializer(state)
              .snapshotConfiguration()
              .resolveSchemaCompatibility(version.serializerSnapshot());
      assertThat(taken.isIncompatible()).as("%s: a running job's state is lost", state).isFalse();
      assertThat(taken.isCompatibleAfterMigration() && state.endsWith("/key"))
          .as("%s: keys cannot be migrated", state)
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("states")
  void everyVersionIsReadWithItsValuesAndWrittenByTodaysSerializer(String state) throws Exception {
    for (GoldenState version : GoldenState.versionsOf(state)) {
      Object value = version.read();
      assertSameNumbers(state, FieldJson.of(value), version.value());

      DataOutputSerializer out = new DataOutputSerializer(256);
      serializer(state).serialize(value, out);
      Object again =
          serializer(state).deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
      assertSameNumbers(state, FieldJson.of(again), FieldJson.of(value));
      assertSameNumbers(state, FieldJson.of(value), FieldJson.of(again));
    }
  }

  /** Fields that came later are not compared; one that is gone must be listed, or hold nothing. */
  private static void assertSameNumbers(String path, JsonNode actual, JsonNode expected) {
    if (expected.isArray() && actual.isArray()) {
      // An array may have places to spare, which are 0.
      for (int i = 0; i < Math.max(actual.size(), expected.size()); i++) {
        assertSameNumbers(path + "[" + i + "]", actual.path(i), expected.path(i));
      }
      return;
    }
    if (!expected.isObject() || !actual.isObject()) {
      assertThat((holdsNothing(actual) && holdsNothing(expected)) || actual.equals(expected))
          .as("%s is %s and was %s", path, actual, expected)
          .isTrue();
      return;
    }
    for (Map.Entry<String, JsonNode> field : expected.properties()) {
      String name = path + "." + field.getKey();
      if (actual.has(field.getKey())) {
        assertSameNumbers(name, actual.get(field.getKey()), field.getValue());
      } else if (!GONE.contains(field.getKey())) {
        assertThat(holdsNothing(field.getValue())).as("%s is gone", name).isTrue();
      }
    }
  }

  private static boolean holdsNothing(JsonNode value) {
    return value.isNull()
        || value.isMissingNode()
        || (value.isContainerNode()
            && StreamSupport.stream(value.spliterator(), false)
                .allMatch(StateGoldenTest::holdsNothing))
        || (value.isNumber() && value.asLong() == 0);
  }

  private static GoldenState today(String state) throws Exception {
    return GoldenState.of(serializer(state), StateSamples.all().get(state));
  }

  @SuppressWarnings("unchecked")
  private static TypeSerializer<Object> serializer(String state) {
    assertThat(registered).as("no operator keeps %s any more", state).containsKey(state);
    return (TypeSerializer<Object>) registered.get(state);
  }
}
