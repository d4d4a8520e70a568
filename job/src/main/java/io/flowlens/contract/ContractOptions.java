package io.flowlens.contract;

import io.flowlens.config.Group;
import io.flowlens.config.Option;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What edges are promised to be, in groups {@code Contract.<name>}. */
public final class ContractOptions {
  /** The name of these groups. */
  static final String GROUP_NAME = "Contract.<name>";

  private static final String PERCENT = "\\d{1,2}(\\.\\d{1,6})?\\s*%";

  static final Option<String> EDGE =
      Option.pattern(
          GROUP_NAME,
          "edge",
          null,
          "[^|]+->[^|]+",
          "checkout->Orders*, web->checkout",
          "Which edges: `from->to`, commas between several. `*` stands for any characters. A pattern with `:` is for the"
              + " node's id, such as `client:*`; others are for its name. Each edge is judged by itself. Where several"
              + " contracts fit an edge, the first by name holds.");

  static final Option<String> AVAILABILITY =
      Option.pattern(
          GROUP_NAME,
          "availability",
          "",
          PERCENT,
          "99.9 %",
          "Share of the calls that succeeds, from 50 % on. A call that succeeds after retries succeeds. Wrong requests and"
              + " conditions that are not met do not count, neither as calls nor as failures.");

  static final Option<String> FASTER =
      Option.pattern(
          GROUP_NAME,
          "faster",
          "",
          "\\d{1,7}(\\.\\d{1,3})?\\s*(ms|s) for " + PERCENT,
          "50 ms for 99 %",
          "How fast which share of the calls is, from 50 % on; retries included.");

  static final Option<Duration> EVERY =
      Option.duration(
          GROUP_NAME,
          "every",
          Duration.ZERO,
          Duration.ZERO,
          Duration.ofDays(7),
          "The longest time without a call, while the same service or function goes on with other calls. With 0 s, a silence"
              + " is held against what is usual at that hour of the week.");

  static final Option<Duration> WINDOW =
      Option.duration(
          GROUP_NAME,
          "window",
          Duration.ofDays(30),
          Duration.ofDays(1),
          Duration.ofDays(90),
          "For which time the shares are promised: the budget of failures is what they allow in it.");

  static final Option<Boolean> PAGE =
      Option.flag(
          GROUP_NAME,
          "page",
          false,
          "Whether a fast burn is `critical`, so that somebody is woken; else it is a warning. Set it to true only where no"
              + " sampler keeps failures by preference: such a sampler makes shares of failures far too high.");

  /** The groups. */
  public static final Group GROUP =
      Group.of(
              GROUP_NAME,
              "What edges are promised to be; `contract-breach` reports what breaks it, and rows show it in `contract`."
                  + " Optional; any number of groups. Example: `Contract.checkout` with `edge` = `checkout->Orders*`,"
                  + " `availability` = `99.9 %`, `faster` = `50 ms for 99 %`.",
              List.of(EDGE, AVAILABILITY, FASTER, EVERY, WINDOW, PAGE))
          .optional()
          .checked(ContractOptions::faults);

  private ContractOptions() {}

  private static List<String> faults(Map<String, String> texts) {
    List<String> faults = new ArrayList<>();
    boolean promises =
        List.of("availability", "faster", "every").stream().anyMatch(texts::containsKey);
    if (!promises) {
      faults.add("one of availability, faster and every is needed, else nothing is promised");
    }
    addIfLow("availability", texts.get("availability"), faults);
    addIfLow("faster", texts.get("faster"), faults);
    String edges = texts.getOrDefault("edge", "");
    if (edges.matches(EDGE.pattern())) {
      try {
        EdgePattern.list(edges);
      } catch (IllegalArgumentException e) {
        faults.add("edge: " + e.getMessage());
      }
    }
    return faults;
  }

  private static void addIfLow(String key, String text, List<String> faults) {
    if (text != null && text.matches(".*?" + PERCENT) && share(text) < 0.5) {
      faults.add(key + " = " + text + " promises less than 50 %");
    }
  }

  /** The share at the end of the text, such as 0.999; 0 when it is empty. */
  static double share(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String percent = text.substring(text.lastIndexOf("for") < 0 ? 0 : text.lastIndexOf("for") + 3);
    return new BigDecimal(percent.replace("%", "").trim()).movePointLeft(2).doubleValue();
  }

  /** The limit at the start of the text, in milliseconds; 0 when it is empty. */
  static double limitMillis(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String limit = text.substring(0, text.indexOf("for")).trim();
    boolean inMillis = limit.endsWith("ms");
    String number = limit.replaceAll("[ms\\s]", "");
    return Double.parseDouble(number) * (inMillis ? 1 : 1_000);
  }
}
