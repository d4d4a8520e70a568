package io.flowlens.detect.coldcachespike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The counters are stored by their place, in bytes that Flink does not look into. */
class ExposureCountsTest {
  @Test
  void causesKeepTheirOrder() {
    assertThat(
            Arrays.stream(CallExposure.values()).map(Enum::name).collect(Collectors.joining(" ")))
        .startsWith(
            "PAUSED_300_SECONDS PAUSED_60_SECONDS PAUSED_30_SECONDS PAUSED_20_SECONDS"
                + " PAUSED_10_SECONDS PAUSED_5_SECONDS NEW_INSTANCE UNSEEN_60_SECONDS WARM"
                + " STARTED RETRIED MANY_ITEMS COLD_KEY WARM_KEY");
  }

  @Test
  void aCauseThatIsAddedMovesNoOtherCounter() {
    assertThat(ExposureCounts.place(CallExposure.PAUSED_300_SECONDS.ordinal())).isEqualTo(8);
    assertThat(ExposureCounts.place(CallExposure.WARM_KEY.ordinal())).isEqualTo(34);
    assertThat(ExposureCounts.UNFOLLOWED_KEYS_MILLI).isEqualTo(36);
    int added = CallExposure.WARM_KEY.ordinal() + 1;
    assertThat(ExposureCounts.place(added)).isEqualTo(37);
    assertThat(ExposureCounts.place(added + 1)).isEqualTo(39);
  }

  /** Twenty panes from 10:00:00; the first version had no number in front. */
  @ParameterizedTest
  @ValueSource(strings = {"", "8100"})
  void countsThatWerePackedEarlierAreRead(String version) {
    byte[] packed =
        HexFormat.of()
            .parseHex(
                version
                    + "fcbea20eb7809c80cc0105900101017801010203010501b7809c80cc010fb0030303e80203030609"
                    + "030f0300000000000000000000000000");
    ExposureCounts counts = ExposureCounts.unpack(packed, 1795514590_000L);
    assertThat(counts.sum(1, ExposureCounts.CALLS)).isEqualTo(5);
    assertThat(counts.sum(ExposureCounts.MINUTES, ExposureCounts.CALLS)).isEqualTo(20);
    assertThat(counts.sum(ExposureCounts.MINUTES, ExposureCounts.SLOW)).isEqualTo(4);
  }
}
