package io.flowlens.lab.simulator.world;

import io.flowlens.lab.simulator.engine.Interval;

/**
 * A table's change stream that is delivered to a function in batches: a Lambda event source
 * mapping.
 *
 * @param source the table
 * @param handler what the function does for each record; accesses of the source itself concern the
 *     record's item
 * @param mapping how it is delivered
 * @param trouble what goes wrong
 */
public record Subscription(Table source, Endpoint handler, Mapping mapping, Trouble trouble) {

  /**
   * The event source mapping's parameters.
   *
   * @param batchSize most records of a batch
   * @param shards of the stream
   * @param retries how often a failed batch is tried again; -1 until it expires
   * @param maxAgeSeconds older records are discarded; -1 for the stream's 24 hours
   * @param bisect whether a failed batch is halved
   * @param destination whether a record is written of what was given up
   * @param deaf whether changes that the function itself makes are filtered out
   * @param when while it is switched on
   */
  public record Mapping(
      int batchSize,
      int shards,
      int retries,
      double maxAgeSeconds,
      boolean bisect,
      boolean destination,
      boolean deaf,
      Interval when) {
    /** Lambda's defaults, on two shards: batches of 100, tried until they expire. */
    public static Mapping usual(Interval when) {
      return new Mapping(100, 2, -1, -1, false, false, false, when);
    }

    /** The same on so many shards, each of which delivers one batch at a time. */
    public Mapping on(int many) {
      return new Mapping(batchSize, many, retries, maxAgeSeconds, bisect, destination, deaf, when);
    }

    /** The same, giving up after so many retries and saying so. */
    public Mapping retrying(int most) {
      return new Mapping(batchSize, shards, most, maxAgeSeconds, bisect, true, deaf, when);
    }

    /** The same, discarding what is older. */
    public Mapping expiring(double seconds) {
      return new Mapping(batchSize, shards, retries, seconds, bisect, true, deaf, when);
    }

    /** The same, halving batches that fail. */
    public Mapping bisecting() {
      return new Mapping(batchSize, shards, retries, maxAgeSeconds, true, destination, deaf, when);
    }

    /** The same, without the function's own changes. */
    public Mapping filtered() {
      return new Mapping(
          batchSize, shards, retries, maxAgeSeconds, bisect, destination, true, when);
    }
  }

  /**
   * Records and invocations that fail.
   *
   * @param poisonedAt the first change after this time (epoch microseconds) can never be handled;
   *     {@link Long#MAX_VALUE} for none
   * @param curedAt until this time: then the function has been mended
   * @param failing how likely an invocation fails for another reason
   * @param when while it does
   */
  public record Trouble(long poisonedAt, long curedAt, double failing, Interval when) {
    /** Nothing goes wrong. */
    public static final Trouble NONE =
        new Trouble(Long.MAX_VALUE, Long.MAX_VALUE, 0, new Interval(0, 0));

    /** One record that cannot be processed until the function is fixed. */
    public static Trouble poison(Interval when) {
      return new Trouble(when.from(), when.to(), 0, when);
    }

    /** Invocations that fail now and then. */
    public static Trouble failing(double probability, Interval when) {
      return new Trouble(Long.MAX_VALUE, Long.MAX_VALUE, probability, when);
    }
  }

  /** A function that handles a table's changes, delivered as Lambda does it by default. */
  public static Subscription of(Table source, Endpoint handler, Interval when) {
    return new Subscription(source, handler, Mapping.usual(when), Trouble.NONE);
  }

  /** The same, delivered differently. */
  public Subscription by(Mapping other) {
    return new Subscription(source, handler, other, trouble);
  }

  /** The same with trouble. */
  public Subscription with(Trouble other) {
    return new Subscription(source, handler, mapping, other);
  }

  /** The function. */
  public Service function() {
    return handler.service();
  }
}
