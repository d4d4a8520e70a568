package io.flowlens.diagram;

/** The command line cannot be used; the message is one sentence for the person who typed it. */
final class WrongArgument extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongArgument(String message) {
    super(message);
  }
}
