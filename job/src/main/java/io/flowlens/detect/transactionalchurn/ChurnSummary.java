package io.flowlens.detect.transactionalchurn;

import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.percent;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.WriteLedger.Entry;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A caller's waste in a few sentences: the harm, the causes with their numbers, who collides. */
final class ChurnSummary {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** From this share of attempts on, throttling is worth a word. */
  private static final double THROTTLED = 0.05;

  /** Who shares this much of the keys collides. */
  static final double COLLIDES = 0.5;

  /** A share that is printed as 0.0 %. */
  private static final double NONE = 0.0005;

  private static final int CAUSES = 2;

  private ChurnSummary() {}

  static String of(Writer writer, Waste whole, Growth growth) {
    return Text.sentences(
        harm(writer, whole),
        wasted(writer, whole),
        partner(writer),
        growth(writer, growth),
        throttled(whole));
  }

  private static String harm(Writer writer, Waste whole) {
    long failed = whole.failedCalls();
    return failed == 0
        ? ""
        : format(
            "%,d of %,d calls of %s that write to %s failed since %s UTC",
            failed,
            whole.calls(),
            Text.name(writer.edge.from),
            Text.name(writer.edge.to),
            since(writer));
  }

  private static String wasted(Writer writer, Waste whole) {
    List<Entry> causes = ofMost(whole);
    List<String> parts = new ArrayList<>();
    for (Entry cause : causes.subList(0, Math.min(CAUSES, causes.size()))) {
      parts.add(format("%,d %s", whole.attempts(cause), words(cause)));
    }
    String whose =
        whole.failedCalls() > 0
            ? format("its %,d attempts", whole.attempts())
            : format(
                "%,d attempts of %s to write to %s since %s UTC",
                whole.attempts(),
                Text.name(writer.edge.from),
                Text.name(writer.edge.to),
                since(writer));
    String usual =
        writer.wasting.standing || writer.wasting.usual < 0
            ? ""
            : writer.wasting.usual < NONE
                ? " (usually none)"
                : format(" (usually %s)", percent(writer.wasting.usual));
    return format(
        "%s of %s changed nothing%s: %s",
        percent(whole.share()), whose, usual, String.join(" and ", parts));
  }

  private static String since(Writer writer) {
    return TIME.format(Instant.ofEpochMilli(writer.wasting.since));
  }

  /** What was wasted, the most frequent first. */
  static List<Entry> ofMost(Waste whole) {
    List<Entry> causes = new ArrayList<>(Waste.WASTED);
    causes.removeIf(cause -> whole.attempts(cause) == 0);
    causes.sort(Comparator.comparingLong((Entry cause) -> -whole.attempts(cause)));
    return causes;
  }

  private static String words(Entry cause) {
    switch (cause) {
      case FAILED_CONDITION:
        return "failed conditions";
      case CONFLICT:
        return "conflicts with transactions";
      case REPLICATED_CONFLICT:
        return "conflicts with another region";
      case CANCELLED_CONDITION:
        return "transactions cancelled by a condition";
      case CANCELLED_CONFLICT:
        return "transactions cancelled by a conflict";
      case CANCELLED_ELSEWHERE:
        return "transactions cancelled by another table";
      case CANCELLED_UNEXPLAINED:
        return "transactions cancelled without a known reason";
      default:
        return "writes done twice";
    }
  }

  private static String partner(Writer writer) {
    Partner partner = colliding(writer);
    return partner == null
        ? ""
        : format(
            "%s wrote within the same ten seconds to the keys of %s of the failed writes",
            Text.name(partner.caller), percent((double) partner.shared / writer.wasting.keyed));
  }

  /** The other caller that wrote to most of the keys; null where none did, or keys are not told. */
  static Partner colliding(Writer writer) {
    boolean any =
        writer.wasting.partners.length > 0
            && writer.wasting.partners[0].shared >= COLLIDES * writer.wasting.keyed;
    return any ? writer.wasting.partners[0] : null;
  }

  private static String growth(Writer writer, Growth growth) {
    if (growth == Growth.CONTENTION) {
      return "the share grows with the rate of attempts, as contention does";
    }
    return growth == Growth.CHANGE && !writer.wasting.standing
        ? "the rate of attempts does not explain it, so a change of the caller or its data is likelier than contention"
        : "";
  }

  private static String throttled(Waste whole) {
    long throttled = whole.attempts(Entry.THROTTLED) + whole.attempts(Entry.CANCELLED_THROTTLED);
    double share = (double) throttled / Math.max(1, whole.attempts());
    return share < THROTTLED
        ? ""
        : format("another %s of attempts were throttled, which consumes nothing", percent(share));
  }
}
