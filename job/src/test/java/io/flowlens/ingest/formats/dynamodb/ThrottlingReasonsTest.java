package io.flowlens.ingest.formats.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import org.junit.jupiter.api.Test;

class ThrottlingReasonsTest {
  private static final String NAME = "ProvisionedThroughputExceededException";

  @Test
  void aHotKeyRangeIsToldFromTooLittleCapacity() {
    assertThat(counted(answer("TableWriteKeyRangeThroughputExceeded"), Counter.THROTTLED_KEY_RANGE))
        .isEqualTo(1);
    assertThat(
            counted(
                answer("TableReadProvisionedThroughputExceeded"), Counter.THROTTLED_PROVISIONED))
        .isEqualTo(1);
  }

  @Test
  void theNameOfTheErrorAndAnIndexsReasonSayNothingOfTheTable() {
    for (String answer :
        new String[] {null, NAME, answer("IndexWriteKeyRangeThroughputExceeded")}) {
      assertThat(counted(answer, Counter.THROTTLED_KEY_RANGE)).isZero();
      assertThat(counted(answer, Counter.THROTTLED_PROVISIONED)).isZero();
    }
  }

  private static String answer(String reason) {
    return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
        + NAME
        + "\",\"ThrottlingReasons\":[{\"reason\":\""
        + reason
        + "\"}]}";
  }

  private static long counted(String answer, Counter counter) {
    FlowEvent flow = new FlowEvent();
    FailedAttempt.of(NAME, answer).count(flow, 1);
    assertThat(flow.errors[ErrorClass.THROTTLED.ordinal()]).isEqualTo(1);
    return flow.get(counter);
  }
}
