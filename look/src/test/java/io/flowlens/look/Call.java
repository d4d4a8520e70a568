package io.flowlens.look;

import java.util.Locale;

/**
 * One call of a service to a table, as it really was.
 *
 * @param failure the name of the error that ended it; null where it succeeded
 * @param retries attempts after the first
 */
record Call(
    int id,
    String caller,
    String table,
    String operation,
    long endMillis,
    int millis,
    int retries,
    String failure) {

  /** 16 hexadecimal digits. */
  String spanId() {
    return String.format(Locale.ROOT, "%016x", 0x5a00000000000000L + id);
  }

  String requestId() {
    return String.format(Locale.ROOT, "REQ%07dVV4KQNSO5AEMVJF66Q9ASUAAJG", id);
  }

  String message() {
    return failure
        + ": not now (Service: DynamoDb, Status Code: 400, Request ID: "
        + requestId()
        + ") (SDK Attempt Count: "
        + (retries + 1)
        + ")";
  }
}
