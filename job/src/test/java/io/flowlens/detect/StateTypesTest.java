package io.flowlens.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.detect.episode.EpisodeUpdate;
import io.flowlens.detect.incident.Incident;
import io.flowlens.detect.regionmismatch.TableRegions;
import io.flowlens.detect.run.ScopeClock;
import io.flowlens.detect.run.ScopeEpisodes;
import io.flowlens.detect.run.ScopeInput;
import io.flowlens.model.Anomaly;
import io.flowlens.model.Signal;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What detection keeps in state or sends on is never left to Kryo. */
class StateTypesTest {
  static SerializerConfig noKryo() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return config;
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ScopeClock.class,
        ScopeEpisodes.class,
        ScopeInput.class,
        TableRegions.class,
        EpisodeUpdate.class,
        Incident.class,
        Signal.class,
        Anomaly.class
      })
  void isAFlinkPojoThroughAndThrough(Class<?> type) {
    assertThat(TypeInformation.of(type).createSerializer(noKryo()))
        .isInstanceOf(PojoSerializer.class);
  }

  @Test
  void theGuardFires() {
    assertThatThrownBy(() -> TypeInformation.of(WithAList.class).createSerializer(noKryo()))
        .hasMessageContaining("Generic types have been disabled");
  }

  /** A collection that nobody pinned. */
  public static final class WithAList {
    public List<String> words;
  }
}
