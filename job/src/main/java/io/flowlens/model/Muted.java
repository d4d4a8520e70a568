package io.flowlens.model;

/** Why nobody is called for an anomaly: the settings say that it is known, or meant. */
public final class Muted {
  /** In the words of whoever muted it. */
  public String reason;

  /** When it ends, epoch milliseconds of event time; 0 where it does not. */
  public long until;

  /** For Flink. */
  public Muted() {}

  /** Muted for this reason until then; 0 for as long as the settings say so. */
  public static Muted of(String reason, long until) {
    Muted muted = new Muted();
    muted.reason = reason;
    muted.until = until;
    return muted;
  }
}
