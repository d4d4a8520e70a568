package io.flowlens.lab;

/**
 * Something that a person can mend keeps the lab from starting; the message is one sentence that
 * says what to do.
 */
public final class CannotStart extends RuntimeException {
  public CannotStart(String sentence) {
    super(sentence);
  }

  public CannotStart(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
