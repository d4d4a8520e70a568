package io.flowlens.ingest.formats.dynamodb;

import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;

/** What an attempt that failed counts as: its class, and what the ledger of writes knows more. */
public final class FailedAttempt {
  private final ErrorClass errorClass;

  /** Null where the class says all. */
  private final Counter counter;

  private FailedAttempt(ErrorClass errorClass, Counter counter) {
    this.errorClass = errorClass;
    this.counter = counter;
  }

  /**
   * An attempt that failed with this error.
   *
   * @param name may be null
   * @param message may be null
   */
  public static FailedAttempt of(String name, String message) {
    if (Cancellation.isOne(name)) {
      return of(Cancellation.in(message));
    }
    boolean replicated = name != null && "ReplicatedWriteConflict".equals(ErrorClasses.stem(name));
    ErrorClass errorClass = ErrorClasses.of(name, message);
    Counter reason = errorClass == ErrorClass.THROTTLED ? ThrottlingReasons.in(message) : null;
    return new FailedAttempt(errorClass, replicated ? Counter.REPLICATED_CONFLICT : reason);
  }

  /** A cancelled transaction as a whole. */
  public static FailedAttempt of(Cancellation cancellation) {
    return new FailedAttempt(cancellation.errorClass(), cancellation.counter());
  }

  /** A cancelled transaction as the table of the item at {@code position} saw it. */
  public static FailedAttempt of(Cancellation cancellation, int position) {
    return new FailedAttempt(cancellation.errorClass(position), cancellation.counter(position));
  }

  /** The class of its failure. */
  public ErrorClass errorClass() {
    return errorClass;
  }

  /** Counts {@code n} such attempts. */
  public void count(FlowEvent flow, int n) {
    flow.fail(errorClass, n);
    if (counter != null) {
      flow.add(counter, n);
    }
  }
}
