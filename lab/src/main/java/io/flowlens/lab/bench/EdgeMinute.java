package io.flowlens.lab.bench;

/**
 * The numbers of one edge in one minute, which every contender must find.
 *
 * @param calls how many calls ended in it
 * @param failed how many of them failed
 * @param p50 median duration in milliseconds
 * @param p99 99th percentile in milliseconds
 */
record EdgeMinute(long calls, long failed, double p50, double p99) {

  /**
   * The edge and the minute it is about.
   *
   * @param edge {@code from>to/access}
   * @param minute epoch milliseconds of its start
   */
  record Key(String edge, long minute) {}
}
