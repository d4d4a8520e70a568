package io.flowlens.ingest.formats.dynamodb;

import io.flowlens.model.Counter;
import io.flowlens.model.ErrorClass;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a transaction was cancelled: one reason for each of its items, in the request's order, as the
 * message says in brackets: {@code … specific reasons [ConditionalCheckFailed, None]}.
 */
public final class Cancellation {
  private static final String BEFORE = "reasons [";
  private static final String NONE = "None";

  private final List<String> reasons;

  private Cancellation(List<String> reasons) {
    this.reasons = reasons;
  }

  /** Whether an error of this name is a cancelled transaction. */
  public static boolean isOne(String name) {
    return name != null && "TransactionCanceled".equals(ErrorClasses.stem(name));
  }

  /** The reasons that the message (or the service's whole answer) lists; none where it does not. */
  public static Cancellation in(String message) {
    List<String> reasons = new ArrayList<>();
    int start = message == null ? -1 : message.indexOf(BEFORE);
    int end = start < 0 ? -1 : message.indexOf(']', start);
    if (end > 0) {
      for (String reason : message.substring(start + BEFORE.length(), end).split(",", 100)) {
        reasons.add(reason.trim());
      }
    }
    return new Cancellation(reasons);
  }

  /** How many items it lists. */
  public int size() {
    return reasons.size();
  }

  /** The class of the whole: that of the first item that has a reason. */
  public ErrorClass errorClass() {
    for (String reason : reasons) {
      if (!NONE.equals(reason)) {
        return ErrorClasses.of(reason, null);
      }
    }
    return ErrorClass.OTHER;
  }

  /**
   * The class for the item at {@code position}: its own reason, or {@link ErrorClass#OTHER} where
   * another item was at fault.
   */
  public ErrorClass errorClass(int position) {
    String reason = position < reasons.size() ? reasons.get(position) : NONE;
    return NONE.equals(reason) ? ErrorClass.OTHER : ErrorClasses.of(reason, null);
  }

  /** What the ledger of writes counts the whole as; null where its class says all. */
  public Counter counter() {
    return counter(errorClass());
  }

  /** The same for the item at {@code position}. */
  public Counter counter(int position) {
    return atFault(position) ? counter(errorClass(position)) : Counter.CANCELLED_ELSEWHERE;
  }

  private static Counter counter(ErrorClass errorClass) {
    switch (errorClass) {
      case CONFLICT:
        return Counter.CANCELLED_CONFLICT;
      case CONDITIONAL:
        return Counter.CANCELLED_CONDITION;
      case THROTTLED:
        return Counter.CANCELLED_THROTTLED;
      case OTHER:
        return Counter.CANCELLED_UNEXPLAINED;
      default:
        return null;
    }
  }

  /** Whether the item at {@code position} was at fault. */
  public boolean atFault(int position) {
    return position < reasons.size() && !NONE.equals(reasons.get(position));
  }
}
