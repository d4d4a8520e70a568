package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailedRequestsTest {
  private static FlowEvent failed(String requestId) {
    FlowEvent flow = new FlowEvent();
    flow.evidence = Evidence.FAST;
    flow.ok = false;
    flow.fail(ErrorClass.THROTTLED, 1);
    flow.requestId = requestId;
    return flow;
  }

  private static FailedRequests sample(int from, int to) {
    FailedRequests sample = new FailedRequests();
    for (int i = from; i < to; i++) {
      sample.add(failed("request-" + i));
    }
    return sample;
  }

  private static long found(FailedRequests some, FailedRequests others) {
    return some.comparable(others).keySet().stream().filter(others::holds).count();
  }

  @Test
  void whatBothKnowIsFoundInBoth() {
    assertThat(sample(0, 20).comparable(sample(10, 40))).hasSize(20);
    assertThat(found(sample(0, 20), sample(10, 40))).isEqualTo(10);
  }

  @Test
  void aLargeSampleIsComparedWhereItIsComplete() {
    FailedRequests few = sample(0, 200);
    FailedRequests many = sample(0, 5_000);
    assertThat(few.comparable(many)).isNotEmpty().hasSizeLessThan(20);
    assertThat(found(few, many)).isEqualTo(few.comparable(many).size());
    assertThat(found(sample(5_000, 5_200), many)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void howItWasMergedNeverShows(long seed) {
    List<FailedRequests> parts = new ArrayList<>();
    for (int i = 0; i < 300; i += 20) {
      parts.add(sample(i, i + 30));
    }
    Collections.shuffle(parts, new Random(seed));
    FailedRequests merged = new FailedRequests();
    parts.forEach(merged::merge);
    assertThat(merged.packed()).isEqualTo(sample(0, 310).packed());
  }

  @Test
  void aLargerSampleOfSmallOnesReachesNoFurtherThanThey() {
    FailedRequests pool = new FailedRequests(500);
    pool.merge(sample(0, 300));
    pool.merge(sample(300, 320));
    FailedRequests all = sample(0, 320);
    assertThat(pool.comparable(new FailedRequests(500)))
        .containsAllEntriesOf(all.comparable(new FailedRequests(500)));
    assertThat(found(pool, pool)).isEqualTo(pool.comparable(pool).size());
  }

  @Test
  void failuresThatNoOtherTryMendsAreLeftOut() {
    FlowEvent flow = new FlowEvent();
    flow.evidence = Evidence.FAST;
    assertThat(FailedRequests.mayHold(flow)).isFalse();
    flow.ok = false;
    flow.fail(ErrorClass.CONDITIONAL, 1);
    assertThat(FailedRequests.mayHold(flow)).isFalse();
    flow.fail(ErrorClass.SERVER, 2);
    assertThat(FailedRequests.mayHold(flow)).isTrue();
  }

  @Test
  void aFastOneWithoutAnIdIsFoundNowhereAndASlowOneIsNotLookedFor() {
    FlowEvent unnamed = failed(null);
    FailedRequests sample = new FailedRequests();
    sample.add(unnamed);
    assertThat(sample.comparable(sample(0, 10))).hasSize(1);
    assertThat(found(sample, sample(0, 10))).isZero();
    unnamed.evidence = Evidence.SLOW;
    assertThat(FailedRequests.mayHold(unnamed)).isFalse();
  }

  @Test
  void survivesBeingPacked() {
    for (FailedRequests sample : List.of(sample(0, 0), sample(0, 5), sample(0, 900))) {
      assertThat(FailedRequests.unpack(sample.packed(), FailedRequests.MAX))
          .usingRecursiveComparison()
          .isEqualTo(sample);
    }
  }
}
