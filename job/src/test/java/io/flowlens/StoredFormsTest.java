package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.detect.stats.PaneRings;
import io.flowlens.detect.stats.Span;
import io.flowlens.model.Access;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.Evidence;
import io.flowlens.model.NodeKind;
import io.flowlens.model.SpanHalf;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Forms inside stored state that Flink knows nothing of. */
class StoredFormsTest {

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

  /** A detector's counters are opaque bytes to Flink. */
  @Test
  void ringsThatWerePackedEarlierAreRead() {
    byte[] packed =
        HexFormat.of()
            .parseHex("e2bf88540207017800000000a6b5810e0378070000000000000000000000000000");
    PaneRings rings = PaneRings.unpack(packed, 3);
    assertThat(rings.sum(Span.MINUTE, 0)).isEqualTo(120);
    assertThat(rings.sum(Span.PANE, 0)).isZero();
    assertThat(rings.sum(Span.PANE, 1)).isEqualTo(7);
    assertThat(rings.sum(Span.FIFTEEN_MINUTES, 2)).isZero();
    assertThat(rings.packed()).isEqualTo(packed);

    PaneRings withOneMoreCounter = PaneRings.unpack(packed, 4);
    assertThat(withOneMoreCounter.sum(Span.MINUTE, 0)).isEqualTo(120);
    assertThat(withOneMoreCounter.sum(Span.MINUTE, 3)).isZero();
  }

  private static String names(Enum<?>[] constants) {
    return String.join(" ", Arrays.stream(constants).map(Enum::name).toList());
  }
}
