package io.flowlens.lab.evaluation.company;

/**
 * A service that calls tables from its own region.
 *
 * @param instances how many processes it has at once
 * @param kept which of its traces reach the stream
 */
record Caller(String name, String region, Language language, int instances, Sampling kept) {
  /** The account of everything here. */
  static final String ACCOUNT = "111122223333";

  /** Which traces of a service are kept; nothing in a span shows it. */
  enum Sampling {
    ALL,
    /** One in twenty, drawn before it is known how a call ends. */
    HEAD_5_PERCENT,
    /** All with an error, and one in a hundred of the others. */
    ERRORS_AND_1_PERCENT
  }

  /** A service whose traces are all kept. */
  static Caller of(String name, String region, Language language, int instances) {
    return new Caller(name, region, language, instances, Sampling.ALL);
  }

  Caller kept(Sampling sampling) {
    return new Caller(name, region, language, instances, sampling);
  }
}
