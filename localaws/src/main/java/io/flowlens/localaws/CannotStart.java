package io.flowlens.localaws;

/**
 * Something that a person can mend keeps a program from starting; the message is one sentence that
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
