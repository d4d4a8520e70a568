package io.flowlens.lab.simulator.engine;

import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Seeded chance. Every part of the simulation rolls its own random, named by purpose, so that one
 * part more does not change the fate of the others.
 */
public final class SeededRandom {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final long seed;
  private final SplittableRandom random;

  private SeededRandom(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /** SeededRandom that always roll the same for the same seed. */
  public static SeededRandom of(long seed) {
    return new SeededRandom(seed);
  }

  /**
   * SeededRandom for one purpose: they depend on this seed and the name, not on what was rolled
   * before.
   */
  public SeededRandom child(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return new SeededRandom(seed * 0x9e3779b97f4a7c15L ^ hash);
  }

  /** From 0, included, to 1, excluded. */
  public double uniform() {
    return random.nextDouble();
  }

  /** From {@code low}, included, to {@code high}, excluded. */
  public double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** A whole number from 0 to {@code bound}, excluded. */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True with this probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** Waiting time of a Poisson process with this mean. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - random.nextDouble());
  }

  /** Standard normal, by Box and Muller. */
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /** Log-normal around this median; latencies look like this. */
  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  /** This many lower-case hexadecimal digits, a multiple of 16. */
  public String hex(int digits) {
    StringBuilder text = new StringBuilder(digits);
    while (text.length() < digits) {
      text.append(HexFormat.of().toHexDigits(random.nextLong()));
    }
    return text.toString();
  }

  /** A request id as DynamoDB gives them: 52 characters of base 32. */
  public String requestId() {
    StringBuilder text = new StringBuilder(52);
    for (int i = 0; i < 52; i++) {
      text.append(BASE32.charAt(random.nextInt(32)));
    }
    return text.toString();
  }

  /** A random UUID (version 4) as text. */
  public String uuid() {
    String hex = hex(32);
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        "4" + hex.substring(13, 16),
        "a" + hex.substring(17, 20),
        hex.substring(20, 32));
  }
}
