package io.flowlens.preflight;

/** What a check has found. */
final class Finding {
  private final String fault;
  private final String warning;

  private Finding(String fault, String warning) {
    this.fault = fault;
    this.warning = warning;
  }

  /** All is as it must be. */
  static Finding fine() {
    return new Finding(null, null);
  }

  /** The job cannot work until somebody changes this. */
  static Finding fault(String sentence) {
    return new Finding(sentence, null);
  }

  /** The job works, but not all will be well; or it is not known whether it will. */
  static Finding warning(String sentence) {
    return new Finding(null, sentence);
  }

  /** Null if there is none. */
  String fault() {
    return fault;
  }

  /** Null if there is none. */
  String warning() {
    return warning;
  }
}
