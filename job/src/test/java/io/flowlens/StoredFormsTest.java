package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.detect.stats.FirstUse;
import io.flowlens.detect.stats.HourOfWeek;
import io.flowlens.detect.stats.InstanceWatch;
import io.flowlens.detect.stats.KeyWatch;
import io.flowlens.detect.stats.LookbackWindow;
import io.flowlens.detect.stats.PackedForm;
import io.flowlens.detect.stats.PaneRings;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.FirstCalls;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import io.flowlens.model.SpanHalf;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms inside stored state that Flink knows nothing of. */
class StoredFormsTest {
  private static final PackedForm FORM = new PackedForm("test", 2);

  /** The next pane after the ones that the packed memories saw. */
  private static final long AT = 1795514400_000L + 20 * Pane.MILLIS;

  /** They are stored by their position: new ones go to the end, none moves, none goes. */
  @Test
  void constantsKeepTheirPosition() {
    assertThat(names(Evidence.values())).isEqualTo("FAST SLOW");
    assertThat(names(SpanHalf.Role.values())).isEqualTo("CLIENT SERVER LINK");
    assertThat(names(Access.values()))
        .isEqualTo("READ WRITE TRANSACT CALL CHANGE DELIVER PUBLISH REPLICATE");
    assertThat(names(NodeKind.values()))
        .isEqualTo(
            "CLIENT SERVICE FUNCTION TABLE INDEX STREAM BUS TOPIC QUEUE CACHE UNKNOWN"
                + " CHANGE_STREAM");
    assertThat(names(ErrorClass.values()))
        .isEqualTo("THROTTLED CONFLICT CONDITIONAL TIMEOUT SERVER CLIENT OTHER");
  }

  /** A detector's counters are opaque bytes to Flink. The first version had no number in front. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "e2bf88540207017800000000a6b5810e0378070000000000000000000000000000",
        "8100e2bf88540207017800000000a6b5810e0378070000000000000000000000000000",
        "820001e1bf8854030478020701a5b5810e0302780207"
      })
  void ringsThatWerePackedEarlierAreRead(String stored) {
    byte[] packed = hex(stored);
    PaneRings rings = PaneRings.unpack(FORM, packed, 3);
    assertThat(rings.sum(LookbackWindow.MINUTE, 0)).isEqualTo(120);
    assertThat(rings.sum(LookbackWindow.PANE, 0)).isZero();
    assertThat(rings.sum(LookbackWindow.PANE, 1)).isEqualTo(7);
    assertThat(rings.sum(LookbackWindow.FIFTEEN_MINUTES, 2)).isZero();

    PaneRings withOneMoreCounter = PaneRings.unpack(FORM, packed, 4);
    assertThat(withOneMoreCounter.sum(LookbackWindow.MINUTE, 0)).isEqualTo(120);
    assertThat(withOneMoreCounter.sum(LookbackWindow.MINUTE, 3)).isZero();
  }

  @Test
  void whatIsPackedTodayHasItsVersionInFront() {
    PaneRings rings = PaneRings.unpack(FORM, null, 1);
    rings.advance(0);
    assertThat(rings.packed()).startsWith(hex("8200"));
  }

  @Test
  void ringsOfANewerVersionAreRefused() {
    byte[] newer = hex("8300e2bf88540207017800000000a6b5810e0378070000000000000000000000000000");
    assertThatThrownBy(() -> PaneRings.unpack(FORM, newer, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "Stored state \"test\" has version 3, but this version of flowlens reads it up to version 2. Run the"
                + " newer version of flowlens, or restore a snapshot that this version wrote: see"
                + " docs/upgrade.md.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "14f99732c2b81e1400000000000000",
        "810014f99732c2b81e1400000000000000",
        "820014f99732c2b81e1400"
      })
  void aBaselineThatWasPackedEarlierIsRead(String stored) {
    HourOfWeek baseline = HourOfWeek.unpack(hex(stored));
    assertThat(baseline.expected(AT)).isBetween(5_980.0, 5_990.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffffff0f8080808010dcc095d806dfc195d8060280808080040080808080080a",
        "8100ffffffff0f8080808010dcc095d806dfc195d8060280808080040080808080080a",
        "82000000dfc195d80686020280808080040080808080080a"
      })
  void instancesThatWerePackedEarlierAreRead(String stored) {
    InstanceWatch instances = InstanceWatch.unpack(hex(stored));
    assertThat(instances.coverage()).isEqualTo(1);
    List<FirstUse> first = instances.see(call(-1L << 62), AT);
    assertThat(first).singleElement().extracting(FirstUse::pauseMillis).isEqualTo(9_994L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ffffffff0f00ccc295d806dfc195d8060380808080090080808080010080808080010a",
        "8100ffffffff0f00ccc295d806dfc195d8060380808080090080808080010080808080010a",
        "82000001dfc195d806db010380808080090080808080010080808080010a"
      })
  void keysThatWerePackedEarlierAreRead(String stored) {
    KeyWatch keys = KeyWatch.unpack(hex(stored));
    assertThat(keys.coverage()).isEqualTo(1);
    List<FirstUse> first = keys.see(call(1L << 60), AT);
    assertThat(first).singleElement().extracting(FirstUse::pauseMillis).isEqualTo(9_994L);
  }

  /** One call, a second after the pane began. */
  private static FirstCalls call(long hash) {
    Pane pane = new Pane();
    pane.start = AT;
    FlowEvent flow = new FlowEvent();
    flow.instance = hash;
    flow.time = AT + 1_000;
    flow.latencyMicros = 6_000;
    pane.add(flow);
    return pane.get(Detail.INSTANCES);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  private static String names(Enum<?>[] constants) {
    return String.join(" ", Arrays.stream(constants).map(Enum::name).toList());
  }
}
