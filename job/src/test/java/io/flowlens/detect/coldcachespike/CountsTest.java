package io.flowlens.detect.coldcachespike;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The counters are stored by their place, in bytes that Flink does not look into. */
class CountsTest {
  @Test
  void causesKeepTheirOrder() {
    assertThat(Arrays.stream(Cause.values()).map(Enum::name).collect(Collectors.joining(" ")))
        .startsWith(
            "PAUSED_300_SECONDS PAUSED_60_SECONDS PAUSED_30_SECONDS PAUSED_20_SECONDS"
                + " PAUSED_10_SECONDS PAUSED_5_SECONDS NEW_INSTANCE UNSEEN_60_SECONDS WARM"
                + " STARTED RETRIED MANY_ITEMS COLD_KEY WARM_KEY");
  }

  @Test
  void aCauseThatIsAddedMovesNoOtherCounter() {
    assertThat(Counts.place(Cause.PAUSED_300_SECONDS.ordinal())).isEqualTo(8);
    assertThat(Counts.place(Cause.WARM_KEY.ordinal())).isEqualTo(34);
    assertThat(Counts.UNFOLLOWED_KEYS_MILLI).isEqualTo(36);
    int added = Cause.WARM_KEY.ordinal() + 1;
    assertThat(Counts.place(added)).isEqualTo(37);
    assertThat(Counts.place(added + 1)).isEqualTo(39);
  }
}
