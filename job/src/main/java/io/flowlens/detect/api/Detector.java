package io.flowlens.detect.api;

import io.flowlens.config.Option;
import io.flowlens.model.Access;
import io.flowlens.model.Detail;
import io.flowlens.model.Edge;
import io.flowlens.model.Evidence;
import io.flowlens.model.SignalKind;
import java.io.Serializable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One question, asked of every scope of one kind at the end of every ten seconds.
 *
 * <p>A detector is a package: its definition, its state, its explanation; plain Java. It declares
 * what it looks at, and is given that and no more. Where it is given nothing it has no state.
 *
 * @param <S> what it remembers of a scope: a Flink POJO with a public no-arg constructor
 */
public interface Detector<S> extends Serializable {
  /** The anomaly type it raises, in kebab-case, such as {@code retry-cascade}. */
  String id();

  /** Its question, in one sentence that ends with a question mark. */
  String question();

  /** What it looks at as one. */
  Scope scope();

  /** Of which edges it wants panes. */
  Set<Access> accesses();

  /** Whether it wants panes of this edge, among those of its {@link #accesses}; all by default. */
  default boolean concerns(Edge edge) {
    return true;
  }

  /** Which signals of the scope's nodes it wants; none by default. */
  default Set<SignalKind> signals() {
    return EnumSet.noneOf(SignalKind.class);
  }

  /** Which parts of the panes' detail it wants; none by default. */
  default Set<Detail<?>> details() {
    return Set.of();
  }

  /** Whose panes it wants: by default those of fast evidence alone. */
  default Set<Evidence> evidence() {
    return EnumSet.of(Evidence.FAST);
  }

  /** Its settings, all in group {@code Detector.<id>}. */
  List<Option<?>> options();

  /** Whether a scope that has no state yet gets one with this round; by default it does. */
  default boolean begins(Round round) {
    return true;
  }

  /** The class of its state. */
  Class<S> stateType();

  /** The state of a scope never seen before. */
  S newState();

  /**
   * Whether it needs the next round even if nothing flows, because silence does not mean clear at
   * once.
   */
  boolean active(S state);

  /** How long after the last round the state still matters; it is dropped then. */
  Duration memory();

  /**
   * Judges one round. Rounds come in the order of time; between two of them the scope was silent.
   *
   * @param state changed in place
   * @param episodes its own episodes in this scope, as they stood before the round
   * @param findings where it adds what is not clear
   */
  void judge(Round round, S state, OwnEpisodes episodes, Findings findings);
}
