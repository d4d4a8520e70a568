package io.flowlens.detect.regionmismatch;

import java.util.Map;

/**
 * How far regions are apart, from the rough places of their cities. Only the floor that physics
 * sets is derived from it, never a latency that is claimed to be measured.
 */
final class Regions {
  private static final double EARTH_RADIUS_KM = 6_371;

  /** Light in fibre, there and back: 4.9 µs per km and direction. */
  private static final double MILLIS_PER_KM_AND_BACK = 2 * 0.0049;

  /** Real paths are about this much longer than the great circle. */
  private static final double DETOUR = 1.45;

  /** Degrees north and east. */
  private static final Map<String, double[]> PLACES =
      Map.ofEntries(
          Map.entry("af-south-1", new double[] {-33.9, 18.4}),
          Map.entry("ap-east-1", new double[] {22.3, 114.2}),
          Map.entry("ap-northeast-1", new double[] {35.7, 139.7}),
          Map.entry("ap-northeast-2", new double[] {37.6, 127.0}),
          Map.entry("ap-northeast-3", new double[] {34.7, 135.5}),
          Map.entry("ap-south-1", new double[] {19.1, 72.9}),
          Map.entry("ap-south-2", new double[] {17.4, 78.5}),
          Map.entry("ap-southeast-1", new double[] {1.3, 103.8}),
          Map.entry("ap-southeast-2", new double[] {-33.9, 151.2}),
          Map.entry("ap-southeast-3", new double[] {-6.2, 106.8}),
          Map.entry("ap-southeast-4", new double[] {-37.8, 145.0}),
          Map.entry("ca-central-1", new double[] {45.5, -73.6}),
          Map.entry("ca-west-1", new double[] {51.0, -114.1}),
          Map.entry("eu-central-1", new double[] {50.1, 8.7}),
          Map.entry("eu-central-2", new double[] {47.4, 8.5}),
          Map.entry("eu-north-1", new double[] {59.3, 18.1}),
          Map.entry("eu-south-1", new double[] {45.5, 9.2}),
          Map.entry("eu-south-2", new double[] {41.6, -0.9}),
          Map.entry("eu-west-1", new double[] {53.3, -6.3}),
          Map.entry("eu-west-2", new double[] {51.5, -0.1}),
          Map.entry("eu-west-3", new double[] {48.9, 2.4}),
          Map.entry("il-central-1", new double[] {32.1, 34.8}),
          Map.entry("me-central-1", new double[] {25.3, 55.3}),
          Map.entry("me-south-1", new double[] {26.2, 50.6}),
          Map.entry("sa-east-1", new double[] {-23.5, -46.6}),
          Map.entry("us-east-1", new double[] {38.9, -77.4}),
          Map.entry("us-east-2", new double[] {40.0, -83.0}),
          Map.entry("us-west-1", new double[] {37.4, -121.9}),
          Map.entry("us-west-2", new double[] {45.8, -119.7}));

  private Regions() {}

  /** The round trip that no call can beat, in milliseconds; NaN when a place is not known. */
  static double floorMillis(String one, String other) {
    double[] a = PLACES.get(one);
    double[] b = PLACES.get(other);
    return a == null || b == null ? Double.NaN : kilometres(a, b) * MILLIS_PER_KM_AND_BACK;
  }

  /** The round trip to expect, in milliseconds; NaN when a place is not known. */
  static double typicalMillis(String one, String other) {
    return floorMillis(one, other) * DETOUR;
  }

  private static double kilometres(double[] a, double[] b) {
    double north = Math.toRadians(b[0] - a[0]) / 2;
    double east = Math.toRadians(b[1] - a[1]) / 2;
    double chord =
        square(StrictMath.sin(north))
            + StrictMath.cos(Math.toRadians(a[0]))
                * StrictMath.cos(Math.toRadians(b[0]))
                * square(StrictMath.sin(east));
    return 2 * EARTH_RADIUS_KM * StrictMath.asin(Math.sqrt(chord));
  }

  private static double square(double value) {
    return value * value;
  }
}
