package io.flowlens.detect.replayloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import org.junit.jupiter.api.Test;

class SequenceRangeTest {
  private static final String MOST = "99999999999999999999999999999999999999999999999999999999";

  @Property
  void rangesOverlapAsTheirNumbersDo(
      @ForAll @BigRange(min = "0", max = MOST) BigInteger a,
      @ForAll @BigRange(min = "0", max = MOST) BigInteger b,
      @ForAll @BigRange(min = "0", max = MOST) BigInteger c,
      @ForAll @BigRange(min = "0", max = MOST) BigInteger d) {
    boolean overlap = a.min(b).compareTo(c.max(d)) <= 0 && c.min(d).compareTo(a.max(b)) <= 0;
    assertThat(
            SequenceRange.overlap(
                a.min(b).toString(), a.max(b).toString(), "0" + c.min(d), c.max(d).toString()))
        .isEqualTo(overlap);
    assertThat(SequenceRange.first(a.toString(), b.toString())).isEqualTo(a.min(b).toString());
    assertThat(SequenceRange.last(a.toString(), b.toString())).isEqualTo(a.max(b).toString());
  }

  @Test
  void namesThatAreNoNumbersAreOnlyEqualOrNot() {
    String ten = "2026-11-25T10:00:00Z";
    String eleven = "2026-11-25T11:00:00Z";
    assertThat(SequenceRange.overlap(ten, ten, ten, ten)).isTrue();
    assertThat(SequenceRange.overlap(ten, eleven, eleven, eleven)).isFalse();
    assertThat(SequenceRange.overlap("", "", "5", "6")).isFalse();
  }
}
