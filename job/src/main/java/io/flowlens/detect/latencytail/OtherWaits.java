package io.flowlens.detect.latencytail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What waits look like that are no backoff: one heavy tail, a tail of any steepness, or calls that
 * arrive while everything stands still for some time. Tables of shares within each edge of a {@link
 * WaitHistogram}, made once.
 */
final class OtherWaits {
  private static final double[] SPREADS = {
    0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.55, 0.7, 0.9, 1.2, 1.6, 2
  };
  private static final double[] SHAPES = {0.5, 0.7, 1, 1.4, 2, 3};
  private static final double[] UNEVENNESS = {0.15, 0.3, 0.6};
  private static final double[] QUANTILES = {-1.465, -0.792, -0.366, 0, 0.366, 0.792, 1.465};
  private static final int PLACES = 48;

  /** Standstills of one length have a sharp end, so there are more of them. */
  private static final int LENGTHS = 256;

  private static final class Tables {
    static final List<double[]> ALL = tables();
  }

  private OtherWaits() {}

  /** The tables: shares of calls that waited no longer than each edge. */
  static List<double[]> all() {
    return Tables.ALL;
  }

  private static List<double[]> tables() {
    List<double[]> tables = new ArrayList<>();
    for (int i = 0; i < PLACES; i++) {
      double place = 4 * StrictMath.pow(2, 11.5 * i / PLACES);
      for (double spread : SPREADS) {
        tables.add(table(x -> normal(StrictMath.log(x / place) / spread)));
      }
      for (double shape : SHAPES) {
        tables.add(table(x -> 1 - StrictMath.exp(-StrictMath.pow(x / place, shape))));
      }
      for (double uneven : UNEVENNESS) {
        tables.add(table(x -> standstill(x, place, uneven)));
      }
    }
    for (int i = 0; i < LENGTHS; i++) {
      double length = 32 * StrictMath.pow(2, 8.0 * i / LENGTHS);
      tables.add(table(x -> standstill(x, length, 0)));
    }
    return tables;
  }

  private static double[] table(DoubleUnaryOperator shareWithin) {
    double[] table = new double[WaitHistogram.STEPS + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = shareWithin.applyAsDouble(WaitHistogram.edge(i));
    }
    return table;
  }

  /** Calls arrive at any moment of a pause whose length is about this. */
  private static double standstill(double x, double length, double uneven) {
    double sum = 0;
    for (double quantile : QUANTILES) {
      sum += Math.min(1, x / (length * StrictMath.exp(uneven * quantile)));
    }
    return sum / QUANTILES.length;
  }

  /** The normal distribution, within 1e-7. */
  static double normal(double z) {
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        StrictMath.exp(-z * z / 2)
            / StrictMath.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z < 0 ? tail : 1 - tail;
  }
}
