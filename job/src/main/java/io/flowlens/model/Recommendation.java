package io.flowlens.model;

/** Something to do about an anomaly. */
public final class Recommendation {
  public String action;

  /** Where: the SDK setting, the event source mapping's parameter, the route. */
  public String where;

  public String why;

  /** For Flink. */
  public Recommendation() {}

  public static Recommendation of(String action, String where, String why) {
    Recommendation recommendation = new Recommendation();
    recommendation.action = action;
    recommendation.where = where;
    recommendation.why = why;
    return recommendation;
  }
}
