package io.flowlens.model;

/** One number that an anomaly rests on. */
public final class Measure {
  /** Such as {@code attempts-per-call}. */
  public String name;

  public String unit;
  public double observed;

  /** What would be usual; NaN when not known. */
  public double expected;

  /** Where the detector draws the line; NaN when it draws none on this number. */
  public double threshold;

  /** Whether values below the threshold are the bad ones; false where those above it are. */
  public boolean badBelow;

  /** How many observations it is made from. */
  public long samples;

  /** For Flink. */
  public Measure() {}

  /** A measure with all its numbers. */
  public static Measure of(
      String name, String unit, double observed, double expected, double threshold, long samples) {
    Measure measure = new Measure();
    measure.name = name;
    measure.unit = unit;
    measure.observed = observed;
    measure.expected = expected;
    measure.threshold = threshold;
    measure.samples = samples;
    return measure;
  }

  /** The same, where values below the threshold are the bad ones. */
  public Measure badBelow() {
    badBelow = true;
    return this;
  }
}
