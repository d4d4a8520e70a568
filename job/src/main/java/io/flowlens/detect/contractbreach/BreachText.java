package io.flowlens.detect.contractbreach;

import static io.flowlens.detect.explain.Text.format;

import io.flowlens.model.Contract;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Words that several explanations have. */
final class BreachText {
  private static final double MINUTE = 60_000;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private BreachText() {}

  /** {@code Contract checkout}, or {@code the learned contract}. */
  static String name(Contract contract) {
    return contract.name.equals(LearnedContracts.NAME)
        ? "the learned contract"
        : "contract " + contract.name;
  }

  /** Such as {@code failed}, or {@code took longer than 50 ms}. */
  static String bad(Promise promise, Contract contract) {
    return promise == Promise.AVAILABILITY
        ? "failed"
        : "took longer than " + number(contract.fastMillis) + " ms";
  }

  /** A share with as many digits as it needs: {@code 0.1 %}. */
  static String allowed(double share) {
    return number(100 * share) + " %";
  }

  private static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
    return rounded.toPlainString();
  }

  /** What is left of the budget, and for how long: a sentence without its full stop. */
  static String budget(Spending spending, Span span, Contract contract) {
    String window = length((double) contract.windowMillis);
    if (spending.budgetLeft() <= 0) {
      return format("the budget of %s is spent", window);
    }
    double left = spending.millisLeft(span);
    return format("%.0f %% of the budget of %s is left", 100 * spending.budgetLeft(), window)
        + (Double.isFinite(left) ? format(", for %s at this rate", length(left)) : "");
  }

  /** Such as {@code 12 min}, {@code 9.7 h}, {@code 30 d}. */
  static String length(double millis) {
    double shown =
        millis >= 2 * DAY ? millis / DAY : millis >= 2 * HOUR ? millis / HOUR : millis / MINUTE;
    String unit = millis >= 2 * DAY ? "d" : millis >= 2 * HOUR ? "h" : "min";
    return format(shown < 9.95 && shown != Math.rint(shown) ? "%.1f %s" : "%.0f %s", shown, unit);
  }

  static String time(long epochMillis) {
    return DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
        .format(Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC));
  }
}
