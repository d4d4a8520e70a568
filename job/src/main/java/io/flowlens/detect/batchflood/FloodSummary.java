package io.flowlens.detect.batchflood;

import static io.flowlens.detect.batchflood.FloodText.about;
import static io.flowlens.detect.batchflood.FloodText.clock;
import static io.flowlens.detect.batchflood.FloodText.lasting;
import static io.flowlens.detect.batchflood.FloodText.rate;
import static io.flowlens.detect.explain.Text.format;
import static io.flowlens.detect.explain.Text.name;

import io.flowlens.detect.explain.Text;

/** A backlog in a few sentences: who waits, why, what is lost, when it is over. */
final class FloodSummary {
  private FloodSummary() {}

  /**
   * The summary.
   *
   * @param expiresIn seconds until the first records expire; infinite where they do not
   * @param now end of the newest pane
   */
  static String of(Behind behind, double expiresIn, boolean known, long now) {
    return Text.sentences(
        harm(behind),
        cause(behind, now),
        drain(behind),
        behind.isOver() ? silence(behind, now) : outlook(behind, expiresIn, now),
        known ? "it was the same at this hour on another of the last 8 days" : "",
        behind.consumers > 1
            ? format("%d more of its consumers are behind", behind.consumers - 1)
            : "");
  }

  private static String harm(Behind behind) {
    if (behind.isOver()) {
      return format(
          "%s reached %s up to %s late from %s to %s",
          FloodText.records(behind.channel.source()),
          name(behind.consumer.edge.to),
          lasting(behind.flooding.longest),
          clock(behind.flooding.since),
          clock(behind.lastTaken()));
    }
    String who =
        format(
            "%s %s %s %s%s late",
            FloodText.records(behind.channel.source()),
            behind.drains() ? "still reach" : "reach",
            name(behind.consumer.edge.to),
            behind.lag.isAgeKnown() ? "" : "about ",
            lasting(behind.wait));
    double slope = 60 * Retention.slope(behind.lag);
    return behind.drains() || slope < 1 ? who : format("%s, %.0f s later each minute", who, slope);
  }

  private static String cause(Behind behind, long now) {
    Flooding flooding = behind.flooding;
    switch (flooding.kind) {
      case FLOOD:
        return flooding.publisher == null ? unknown(behind) : publisher(behind, now);
      case SLOW:
        return format(
            "since %s no more than usual arrives, but on average only %s a second are taken, usually %s",
            clock(flooding.since),
            rate(1_000.0 * flooding.taken / (now - flooding.since)),
            rate(flooding.usualTaken));
      default:
        return format("it has been so since %s, and nothing shows why", clock(flooding.since));
    }
  }

  private static String publisher(Behind behind, long now) {
    Sent sent = Sent.of(behind.flooding, now);
    String batches = sent.perCall < 1.5 ? "" : format(", about %.0f a call", sent.perCall);
    String has =
        format(
            behind.isOver()
                ? "in this time %s sent about %s records%s"
                : "%s has sent about %s records%s",
            name(behind.flooding.publisher.from),
            about((double) sent.records),
            batches);
    if (behind.isOver()) {
      return has;
    }
    has = format("since %s %s", clock(behind.flooding.since), has);
    return behind.lag.falls() ? has : has + "; " + arriving(behind);
  }

  private static String unknown(Behind behind) {
    return format(
        "since %s more arrives than usual, and no span shows who sends it; %s",
        clock(behind.flooding.since), arriving(behind));
  }

  private static String arriving(Behind behind) {
    return format(
        "%s a second arrive, usually %s",
        rate(behind.lag.arrivals), rate(Math.max(0, behind.flooding.usualArrivals)));
  }

  private static String drain(Behind behind) {
    Flooding flooding = behind.flooding;
    boolean over = behind.isOver();
    double waiting = over ? flooding.mostWaiting : flooding.waiting;
    String wait = format(over ? "up to %s waited" : "about %s wait", about(waiting));
    if (flooding.drain <= 0 || flooding.kind == Kind.SLOW) {
      return waiting < 1 ? "" : wait;
    }
    String takes =
        format(
            over ? "at most %s a second were taken" : "at most %s a second are taken",
            rate(flooding.drain));
    return waiting < 1 ? takes : takes + "; " + wait;
  }

  /** An end that is none: the consumer, or what shows it, has fallen silent. */
  private static String silence(Behind behind, long now) {
    return behind.lastTaken() == now ? "" : "since then nothing shows that anything was taken";
  }

  private static String outlook(Behind behind, double expiresIn, long now) {
    if (Double.isFinite(expiresIn)) {
      return expiresIn == 0
          ? "the oldest expire unread now"
          : format("if this goes on, the first expire unread in %s", lasting(expiresIn));
    }
    double spare = behind.lag.taken - behind.lag.arrivals;
    return spare > 0 && behind.flooding.waiting >= 1
        ? format(
            "at this rate all are taken by about %s",
            clock(now + Math.round(1_000 * behind.flooding.waiting / spare)))
        : "";
  }
}
