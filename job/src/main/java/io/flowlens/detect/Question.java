package io.flowlens.detect;

import io.flowlens.config.Option;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * What a detector asks and what it keeps: the part that does not hang on what it is asked of.
 *
 * @param <S> its state: a Flink POJO with a public no-arg constructor
 */
public interface Question<S> extends Serializable {
  /** The anomaly type it raises, in kebab-case, such as {@code retry-cascade}. */
  String id();

  /** What it asks, in one sentence that ends with a question mark. */
  String question();

  /** The class of its state, for the operator that stores it. */
  Class<S> stateType();

  /** The state of something never seen before. */
  S newState();

  /**
   * Whether it must be asked at the next pane's end even if nothing flows, because silence would
   * not mean clear at once.
   */
  boolean active(S state);

  /** How long after the last pane the state still matters; it is dropped then. */
  Duration memory();

  /** Its settings, all in group {@code Detector.<id>}. */
  List<Option<?>> options();
}
