package io.flowlens.ingest.formats.dynamodb;

import io.flowlens.model.ErrorClass;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Classes errors by their name, as the service ({@code __type}) and the SDKs ({@code
 * exception.type}) write it. Where an SDK wraps an error it has no class for, the message holds the
 * name.
 */
public final class ErrorClasses {
  private static final Map<String, ErrorClass> BY_NAME = new HashMap<>();

  static {
    put(
        ErrorClass.THROTTLED,
        "ProvisionedThroughputExceeded",
        "Throttling",
        "Throttled",
        "ThrottlingError",
        "RequestLimitExceeded",
        "TooManyRequests",
        "RequestThrottled",
        "SlowDown",
        "BandwidthLimitExceeded",
        "PriorRequestNotComplete");
    put(
        ErrorClass.CONFLICT,
        "TransactionConflict",
        "TransactionInProgress",
        "ReplicatedWriteConflict");
    put(ErrorClass.CONDITIONAL, "ConditionalCheckFailed", "DuplicateItem");
    put(
        ErrorClass.TIMEOUT,
        "ApiCallTimeout",
        "ApiCallAttemptTimeout",
        "RequestTimeout",
        "RequestTimedOut",
        "SocketTimeout",
        "ReadTimeout",
        "ReadTimeoutError",
        "ConnectTimeout",
        "ConnectTimeoutError",
        "HttpConnectTimeout",
        "HttpTimeout",
        "ConnectionTimeout",
        "Timeout",
        "TimeoutError",
        "ETIMEDOUT",
        "ESOCKETTIMEDOUT",
        "TaskCanceled");
    put(
        ErrorClass.SERVER,
        "InternalServerError",
        "InternalServer",
        "InternalFailure",
        "InternalError",
        "InternalService",
        "InternalServiceError",
        "Service",
        "ServiceUnavailable",
        "ServiceUnavailableError");
    put(
        ErrorClass.CLIENT,
        "Validation",
        "ValidationError",
        "ResourceNotFound",
        "ResourceInUse",
        "TableNotFound",
        "IndexNotFound",
        "AccessDenied",
        "VpceAccessDenied",
        "UnrecognizedClient",
        "MissingAuthenticationToken",
        "IncompleteSignature",
        "InvalidSignature",
        "ExpiredToken",
        "Serialization",
        "ItemCollectionSizeLimitExceeded",
        "IdempotentParameterMismatch",
        "LimitExceeded",
        "UnknownOperation",
        "NotAuthorized",
        "InvalidParameter",
        "InvalidParameterValue");
  }

  private static final Pattern EXCEPTION =
      Pattern.compile("[A-Z][A-Za-z]{3,60}(?:Exception|Error)\\b");

  private ErrorClasses() {}

  private static void put(ErrorClass errorClass, String... names) {
    for (String name : names) {
      BY_NAME.put(name, errorClass);
    }
  }

  /**
   * The class of an error.
   *
   * @param name what it is called, with or without package, namespace and {@code Exception}; may be
   *     null
   * @param message what it says; may be null
   */
  public static ErrorClass of(String name, String message) {
    ErrorClass byName = byName(name);
    if (byName != null) {
      return byName;
    }
    ErrorClass byNamed = byName(nameIn(message));
    return byNamed != null ? byNamed : byWords(message == null ? "" : message);
  }

  /**
   * The error's name: this one where it is known, else the one in the message, because Go and PHP
   * wrap every error into one of their own.
   *
   * @return may be null
   */
  public static String known(String name, String message) {
    if (name != null && (byName(name) != null || Cancellation.isOne(name))) {
      return name;
    }
    String inner = nameIn(message);
    return inner != null ? inner : name;
  }

  /** The class of a name, or null where the name tells none. */
  static ErrorClass byName(String name) {
    return name == null ? null : BY_NAME.get(stem(name));
  }

  /** The name without package, namespace, address and {@code Exception}. */
  static String stem(String name) {
    String stem = name;
    int address = stem.indexOf(":http");
    stem = address > 0 ? stem.substring(0, address) : stem;
    int start =
        Math.max(
            Math.max(stem.lastIndexOf('.'), stem.lastIndexOf('#')),
            Math.max(stem.lastIndexOf('$'), stem.lastIndexOf(':')));
    stem = stem.substring(start + 1);
    return stem.endsWith("Exception") ? stem.substring(0, stem.length() - 9) : stem;
  }

  /**
   * The name in {@code An error occurred (X) when calling}, {@code Error Code: X;}, {@code api
   * error X:}, else the last known one that ends like an exception's; null where there is none.
   */
  private static String nameIn(String message) {
    if (message == null) {
      return null;
    }
    String name = between(message, "An error occurred (", ')');
    name = name != null ? name : between(message, "Error Code: ", ';');
    name = name != null ? name : between(message, "api error ", ':');
    return name != null ? name : exceptionIn(message);
  }

  private static String exceptionIn(String message) {
    String found = null;
    Matcher names = EXCEPTION.matcher(message);
    while (names.find()) {
      String name = names.group();
      found = byName(name) != null || Cancellation.isOne(name) ? name : found;
    }
    return found;
  }

  private static String between(String text, String before, char after) {
    int start = text.indexOf(before);
    int end = start < 0 ? -1 : text.indexOf(after, start + before.length());
    return end < 0 ? null : text.substring(start + before.length(), end);
  }

  /** What the service's own sentences say where an older SDK knows no name for the error. */
  private static ErrorClass byWords(String message) {
    String words = message.toLowerCase(Locale.ROOT);
    if (words.contains("throughput exceeds")
        || words.contains("provisioned throughput for the table was exceeded")
        || words.contains("rate exceeded")
        || words.contains("rate of requests exceeds")) {
      return ErrorClass.THROTTLED;
    }
    if (words.contains("timed out")
        || words.contains("did not complete before the specified")
        || words.contains("deadline exceeded")
        || words.contains("client.timeout")
        || words.contains("i/o timeout")
        || words.contains("timeout awaiting")
        || words.contains("requesttimeout")) {
      return ErrorClass.TIMEOUT;
    }
    return ErrorClass.OTHER;
  }
}
