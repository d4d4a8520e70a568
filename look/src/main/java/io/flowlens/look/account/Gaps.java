package io.flowlens.look.account;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What could not be pulled, and why: one sentence each. */
public final class Gaps {
  private static final int FORBIDDEN = 403;

  private final PrintStream out;
  private final Set<String> sentences = new LinkedHashSet<>();
  private int noted;

  /** Prints each sentence once, as soon as it is known. */
  public Gaps(PrintStream out) {
    this.out = out;
  }

  /**
   * Asks AWS for something.
   *
   * @param permission what the call needs
   * @param otherwise what to go on with if AWS refuses or fails; then a gap is noted
   */
  public <T> T ask(Permission permission, Supplier<T> call, T otherwise) {
    try {
      return call.get();
    } catch (AwsServiceException e) {
      add(isRefused(e) ? missing(permission) : failed(permission, reason(e)));
    } catch (SdkException e) {
      add(failed(permission, e.getMessage()));
    }
    return otherwise;
  }

  /** Notes a sentence. */
  public void add(String sentence) {
    noted++;
    if (sentences.add(sentence)) {
      out.println("  " + sentence);
    }
  }

  /** How often something was left out so far. */
  public int noted() {
    return noted;
  }

  /** All sentences, in the order they were noted. */
  public List<String> sentences() {
    return new ArrayList<>(sentences);
  }

  private static boolean isRefused(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return e.statusCode() == FORBIDDEN
        || (code != null && (code.contains("AccessDenied") || code.contains("Unauthorized")));
  }

  private static String reason(AwsServiceException e) {
    return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
        ? e.getMessage()
        : e.awsErrorDetails().errorMessage();
  }

  private static String missing(Permission permission) {
    return "Left out: "
        + permission.gives()
        + ". The permission "
        + permission.action()
        + " is missing.";
  }

  private static String failed(Permission permission, String reason) {
    return "Left out: " + permission.gives() + ". " + permission.action() + " failed: " + reason;
  }
}
