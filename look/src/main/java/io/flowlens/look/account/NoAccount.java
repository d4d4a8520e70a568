package io.flowlens.look.account;

/** There is no account to look at; the message says what to do. */
public final class NoAccount extends Exception {
  /** Says why. */
  public NoAccount(String message, Throwable cause) {
    super(message, cause);
  }
}
