package io.flowlens.detect.latencytail;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long the AWS SDKs' clients of DynamoDB wait before they try a failed call again, as
 * published: the sum of a call's waits, by how often it was tried again.
 */
enum SdkBackoff {
  /** Java 2, {@code legacy} mode, after throttling: half jitter of 500 ms, eight retries. */
  JAVA_LEGACY(
      "the AWS SDK for Java 2 in legacy mode after throttling",
      "250 to 500 ms, then 500 ms to 1 s, and so on",
      500,
      0.5,
      8),
  /**
   * Full jitter of 1 s after throttling: the {@code standard} mode of Java 2 and Python, and of all
   * SDKs for DynamoDB since 2026.
   */
  STANDARD(
      "the AWS SDKs in standard mode after throttling",
      "up to 1 s, then up to 2 s, and so on",
      1_000,
      0,
      3),
  /** JavaScript 3 after throttling: full jitter of 500 ms, two retries. */
  JAVASCRIPT(
      "the AWS SDK for JavaScript 3 after throttling", "up to 500 ms, then up to 1 s", 500, 0, 2),
  /** Python (botocore), {@code legacy} mode: doubling from 50 ms without jitter, nine retries. */
  PYTHON_LEGACY(
      "the AWS SDK for Python in legacy mode",
      "50 ms, then 100 ms, and so on, without jitter",
      50,
      1,
      9),
  /** JavaScript 3 after server errors: full jitter of 100 ms, two retries. */
  JAVASCRIPT_ERRORS(
      "the AWS SDK for JavaScript 3 after server errors",
      "up to 100 ms, then up to 200 ms",
      100,
      0,
      2),
  /** Full jitter of 25 ms after server errors: Java 2, and all SDKs for DynamoDB since 2026. */
  SERVER_ERRORS(
      "the AWS SDKs after server errors", "up to 25 ms, then up to 50 ms, and so on", 25, 0, 8);

  /** More retries than this wait longer than is looked at. */
  private static final int MOST_RETRIES = 6;

  private static final double GRID_MILLIS = 2;
  private static final int GRID = (int) (WaitHistogram.edge(WaitHistogram.STEPS) / GRID_MILLIS) + 1;

  /** For a sentence: whose waits these are. */
  final String client;

  /** For a sentence: how long they are. */
  final String waits;

  private final double base;
  private final double least;
  private final int retries;

  SdkBackoff(String client, String waits, double base, double least, int retries) {
    this.client = client;
    this.waits = waits;
    this.base = base;
    this.least = least;
    this.retries = Math.min(retries, MOST_RETRIES);
  }

  /** Whether it follows server errors and timeouts alone, not throttling. */
  boolean isAfterErrors() {
    return this == JAVASCRIPT_ERRORS || this == SERVER_ERRORS;
  }

  /** The most retries of a call that are told apart. */
  int retries() {
    return retries;
  }

  /**
   * The share of calls with so many retries that waited no longer than this.
   *
   * @param retry 1 to {@link #retries()}
   */
  double shareWithin(double millis, int retry) {
    double at = millis / GRID_MILLIS;
    if (at <= 0) {
      return 0;
    }
    float[] share = Tables.ALL.get(this)[retry - 1];
    int below = (int) Math.min(at, share.length - 2.0);
    double part = Math.min(1, at - below);
    return share[below] * (1 - part) + share[below + 1] * part;
  }

  private float[][] shares() {
    float[][] made = new float[retries][GRID];
    double[] before = new double[GRID];
    Arrays.fill(before, 1);
    for (int i = 0; i < retries; i++) {
      before = waitingAlso(before, base * (1 << i));
      for (int at = 0; at < GRID; at++) {
        made[i][at] = (float) before[at];
      }
    }
    return made;
  }

  /** The shares after one more wait, of at least {@link #least} of {@code most} and at most it. */
  private double[] waitingAlso(double[] before, double most) {
    double shortest = least * most / GRID_MILLIS;
    double longest = most / GRID_MILLIS;
    double[] sums = new double[GRID + 1];
    for (int i = 0; i < GRID; i++) {
      sums[i + 1] = sums[i] + before[i];
    }
    double[] after = new double[GRID];
    for (int at = 0; at < GRID; at++) {
      double to = at - shortest;
      double from = at - longest;
      if (to < 0) {
        continue;
      }
      after[at] =
          shortest == longest
              ? before[(int) to]
              : (sumTo(sums, to) - sumTo(sums, from)) / (longest - shortest);
    }
    return after;
  }

  private static double sumTo(double[] sums, double at) {
    if (at <= 0) {
      return 0;
    }
    int below = (int) at;
    return sums[below] + (at - below) * (sums[below + 1] - sums[below]);
  }

  /** By retries, then by time: the share of calls that had waited no longer; made at first use. */
  private static final class Tables {
    static final Map<SdkBackoff, float[][]> ALL = all();

    private static Map<SdkBackoff, float[][]> all() {
      Map<SdkBackoff, float[][]> all = new EnumMap<>(SdkBackoff.class);
      for (SdkBackoff each : values()) {
        all.put(each, each.shares());
      }
      return all;
    }
  }
}
