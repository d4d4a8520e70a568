package io.flowlens.preflight;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** A stream or table that a property group names, and what an error about it means. */
final class Resource {
  private static final Set<String> REFUSED_CREDENTIALS =
      Set.of(
          "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "ExpiredTokenException");

  private final String group;
  private final String what;
  private final String key;

  /**
   * A resource.
   *
   * @param group the property group
   * @param what such as {@code the stream arn:…}
   * @param key the key of the group that names it
   */
  Resource(String group, String what, String key) {
    this.group = group;
    this.what = what;
    this.key = key;
  }

  /**
   * What it means that a call failed.
   *
   * @param action the permission that the call needs
   * @param jobNeedsIt whether the job cannot work without this permission
   */
  Finding failed(Throwable error, String action, boolean jobNeedsIt) {
    Throwable cause = cause(error);
    String code =
        cause instanceof AwsServiceException
                && ((AwsServiceException) cause).awsErrorDetails() != null
            ? ((AwsServiceException) cause).awsErrorDetails().errorCode()
            : null;
    if ("ResourceNotFoundException".equals(code)) {
      return fault("does not exist in this account and region: create it, or correct " + key);
    }
    if ("AccessDeniedException".equals(code)) {
      return jobNeedsIt
          ? fault("may not be used: allow the job's role " + action + " on it")
          : warning("was not checked: the job's role lacks " + action);
    }
    if (code != null && REFUSED_CREDENTIALS.contains(code)) {
      return fault("cannot be reached: AWS refuses the credentials (" + code + ")");
    }
    return warning("was not checked: " + (code == null ? cause.toString() : code));
  }

  Finding fault(String sentence) {
    return Finding.fault(group + ": " + what + " " + sentence);
  }

  Finding warning(String sentence) {
    return Finding.warning(group + ": " + what + " " + sentence);
  }

  private static Throwable cause(Throwable error) {
    boolean wrapped = error instanceof CompletionException || error instanceof ExecutionException;
    return wrapped && error.getCause() != null ? error.getCause() : error;
  }
}
