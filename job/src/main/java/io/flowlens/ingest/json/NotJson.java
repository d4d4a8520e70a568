package io.flowlens.ingest.json;

import java.io.IOException;

/**
 * A text is not JSON, or nests too deep. It carries neither reason nor stack trace, because bad
 * input is data and frequent; {@code decode.BadJson} finds the reason where somebody reads it.
 */
public final class NotJson extends IOException {

  public NotJson() {
    super("The text is not JSON.");
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
