package io.flowlens.emit;

import io.flowlens.model.DeadLetter;
import io.flowlens.schemas.DeadLetterReason;
import org.apache.flink.util.OutputTag;

/**
 * Results that their target would refuse. The sinks hold that for a fault of the whole job and
 * would restart it for ever, so such a result becomes a dead letter before it.
 */
final class Refused {
  static final OutputTag<DeadLetter> LETTERS = new OutputTag<>("refused") {};

  private Refused() {}

  /** The dead letter for a result, given as JSON; it says nothing of input, so it has no origin. */
  static DeadLetter letter(String what, String fault, byte[] json) {
    DeadLetter letter = new DeadLetter();
    letter.reason = DeadLetterReason.RESULT_TOO_LARGE;
    letter.detail = what + " cannot be stored: " + fault + ".";
    letter.data = json;
    return letter;
  }
}
