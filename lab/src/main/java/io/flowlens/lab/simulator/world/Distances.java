package io.flowlens.lab.simulator.world;

import java.util.List;
import java.util.Map;

/**
 * Round-trip times between regions in milliseconds: 1.45 times what light needs in fibre along the
 * great circle, which is about what real paths take.
 */
public final class Distances {
  /** Latitude and longitude of the region's city, in degrees. */
  private static final Map<String, double[]> PLACES =
      Map.of(
          "us-east-1", new double[] {38.9, -77.4},
          "us-west-2", new double[] {45.8, -119.7},
          "eu-west-1", new double[] {53.3, -6.3},
          "eu-central-1", new double[] {50.1, 8.7},
          "ap-northeast-1", new double[] {35.7, 139.7},
          "ap-southeast-1", new double[] {1.3, 103.8});

  private static final double EARTH_RADIUS_KM = 6371;
  private static final double FIBRE_MILLIS_PER_KM = 0.0049;
  private static final double DETOUR = 1.45;
  private static final double WITHIN_REGION = 0.8;

  private Distances() {}

  /** The regions that have a place here, in alphabetical order. */
  public static List<String> regions() {
    return PLACES.keySet().stream().sorted().toList();
  }

  /**
   * The round trip between two regions, in milliseconds.
   *
   * @throws IllegalArgumentException for a region that has no place here
   */
  public static double roundTripMillis(String from, String to) {
    if (from.equals(to)) {
      return WITHIN_REGION;
    }
    return 2 * kilometres(place(from), place(to)) * FIBRE_MILLIS_PER_KM * DETOUR;
  }

  private static double[] place(String region) {
    double[] place = PLACES.get(region);
    if (place == null) {
      throw new IllegalArgumentException("no place known for region " + region);
    }
    return place;
  }

  private static double kilometres(double[] a, double[] b) {
    double cos =
        sin(a[0]) * sin(b[0])
            + StrictMath.cos(Math.toRadians(a[0]))
                * StrictMath.cos(Math.toRadians(b[0]))
                * StrictMath.cos(Math.toRadians(a[1] - b[1]));
    return EARTH_RADIUS_KM * StrictMath.acos(Math.min(1, cos));
  }

  private static double sin(double degrees) {
    return StrictMath.sin(Math.toRadians(degrees));
  }
}
