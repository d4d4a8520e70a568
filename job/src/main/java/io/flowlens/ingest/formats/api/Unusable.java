package io.flowlens.ingest.formats.api;

/**
 * Says that a payload cannot be used: its reason is a code of {@code schemas.DeadLetterReason}, its
 * message one sentence for a person. It carries no stack trace, because bad input is data, not a
 * fault of the program.
 */
public final class Unusable extends Exception {
  private final String reason;

  public Unusable(String reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /** The code of the kind of fault. */
  public String reason() {
    return reason;
  }
}
