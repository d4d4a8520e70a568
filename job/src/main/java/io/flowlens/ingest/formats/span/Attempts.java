package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.dynamodb.Cancellation;
import io.flowlens.ingest.formats.dynamodb.ErrorClasses;
import io.flowlens.ingest.formats.dynamodb.FailedAttempt;
import io.flowlens.model.Backoff;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;

/**
 * How often a call was tried and how each try ended. Where the instrumentation records each failed
 * attempt, these count; the span's exception repeats the last of them. Where it does not, only the
 * exception's text knows the number, and the earlier attempts are booked under the last one's
 * class.
 */
final class Attempts {
  /** No SDK retries this often; more is a broken text. */
  private static final int MOST = 1_000;

  private static final String COUNT = "SDK Attempt Count: ";
  private static final String RETRIES = "reached max retries: ";
  private static final String MOST_ATTEMPTS = "exceeded maximum number of attempts, ";
  private static final String[] REQUEST_IDS = {"Request ID: ", "RequestID: "};

  private static final String[] NO_WORDS = {};

  private Attempts() {}

  /** Whether the call failed in the end. */
  static boolean failed(Span span) {
    return span.statusIsError || span.exception != null;
  }

  /**
   * Fills in outcome, attempts and errors.
   *
   * @param position which of {@code tables} tables this flow goes to, in the request's order
   */
  static void fill(FlowEvent flow, Span span, int position, int tables) {
    int recorded = span.failedAttempts.size();
    flow.ok = !failed(span);
    flow.gaps = gaps(span, flow.ok);
    Span.Failure last = last(span);
    for (int i = 0; i < recorded; i++) {
      boolean endsCall = !flow.ok && i == recorded - 1;
      failure(span.failedAttempts.get(i), endsCall ? last : null, position, tables).count(flow, 1);
    }
    int counted = counted(span);
    flow.attemptsShown = counted > 0 || recorded > 0;
    if (flow.ok) {
      flow.attempts = Math.max(recorded + 1, counted);
      if (flow.attempts > recorded + 1) {
        // Only their number is known.
        flow.fail(ErrorClass.OTHER, flow.attempts - 1 - recorded);
      }
      return;
    }
    flow.attempts = Math.max(Math.max(1, recorded), Math.max(counted, attemptCount(last.message)));
    if (flow.attempts > recorded) {
      failure(last, null, position, tables).count(flow, flow.attempts - recorded);
    }
  }

  /** The attempts that the SDK has counted; 0 where the span does not carry them. */
  private static int counted(Span span) {
    int attempts = whole(span.attributes.get(SpanAttribute.ATTEMPTS));
    String retries = span.attributes.get(SpanAttribute.RETRIES);
    return Math.max(attempts, retries == null ? 0 : whole(retries) + 1);
  }

  private static int whole(String text) {
    return text != null && text.matches("\\d{1,6}") ? Math.min(MOST, Integer.parseInt(text)) : 0;
  }

  /**
   * Fills in outcome and errors of what is one attempt by itself, such as one invocation: the
   * attempts of a call inside it, which its exception may tell of, are that call's.
   */
  static void fillOnce(FlowEvent flow, Span span) {
    flow.ok = !failed(span);
    if (!flow.ok) {
      failure(last(span), null, 0, 1).count(flow, 1);
    }
  }

  /** The class of the only failed attempt of a flow. */
  static ErrorClass only(FlowEvent flow) {
    for (ErrorClass errorClass : ErrorClass.values()) {
      if (flow.errors[errorClass.ordinal()] > 0) {
        return errorClass;
      }
    }
    return ErrorClass.OTHER;
  }

  /** The waits after each recorded failure, the next attempt's duration included. */
  private static int[] gaps(Span span, boolean ok) {
    int failures = span.failedAttempts.size();
    int waits = Math.min(Backoff.RETRIES, ok ? failures : failures - 1);
    if (waits <= 0) {
      return null;
    }
    int[] gaps = new int[waits];
    for (int i = 0; i < waits; i++) {
      long from = span.failedAttempts.get(i).atNanos;
      long to = i + 1 < failures ? span.failedAttempts.get(i + 1).atNanos : span.endNanos;
      long micros = from <= 0 || to < from ? 0 : (to - from) / 1_000;
      gaps[i] = (int) Math.min(Integer.MAX_VALUE, micros);
    }
    return gaps;
  }

  private static Span.Failure last(Span span) {
    return span.exception != null
        ? span.exception
        : new Span.Failure(span.attributes.get(SpanAttribute.ERROR_TYPE), span.statusMessage, 0);
  }

  /**
   * What the failure counts as; where it names no class, what the exception that repeats it does.
   */
  private static FailedAttempt failure(
      Span.Failure failure, Span.Failure repeated, int position, int tables) {
    FailedAttempt own = failure(failure, position, tables);
    return own.errorClass() == ErrorClass.OTHER && repeated != null && failure.name == null
        ? failure(repeated, position, tables)
        : own;
  }

  private static FailedAttempt failure(Span.Failure failure, int position, int tables) {
    String name = ErrorClasses.known(failure.name, failure.message);
    if (tables > 1 && Cancellation.isOne(name)) {
      Cancellation cancellation = Cancellation.in(failure.message);
      if (cancellation.size() == tables) {
        return FailedAttempt.of(cancellation, position);
      }
    }
    return FailedAttempt.of(name, failure.message);
  }

  private static int attemptCount(String message) {
    int attempts = Math.max(number(message, COUNT), number(message, MOST_ATTEMPTS));
    return attempts > 0 ? attempts : number(message, RETRIES) + 1;
  }

  /** The number behind these words, at most {@link #MOST}; 0 where there is none. */
  private static int number(String message, String words) {
    int at = message == null ? -1 : message.lastIndexOf(words);
    int number = 0;
    for (int i = at + words.length(); at >= 0 && i < message.length(); i++) {
      int digit = message.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = Math.min(MOST, number * 10 + digit);
    }
    return number;
  }

  /** The request id: the span's own, else the one in the exception's text; null where unknown. */
  static String requestId(Span span) {
    String own = span.attributes.get(SpanAttribute.REQUEST_ID);
    if (own != null) {
      return own;
    }
    String inException = span.exception == null ? null : requestIdIn(span.exception.message);
    return inException != null || !span.statusIsError
        ? inException
        : requestIdIn(span.statusMessage);
  }

  private static String requestIdIn(String message) {
    for (String words : message == null ? NO_WORDS : REQUEST_IDS) {
      int start = message.indexOf(words);
      int from = start + words.length();
      int end = from;
      while (start >= 0 && end < message.length() && isIdPart(message.charAt(end))) {
        end++;
      }
      if (start >= 0 && end > from) {
        return message.substring(from, end);
      }
    }
    return null;
  }

  private static boolean isIdPart(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }
}
