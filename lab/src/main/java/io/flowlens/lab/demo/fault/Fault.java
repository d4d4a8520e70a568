package io.flowlens.lab.demo.fault;

import java.time.Duration;

/** Something that goes wrong in the lab while it is switched on. */
public interface Fault {
  /** Its name, in kebab-case. */
  String name();

  /** Its effect, in one sentence. */
  String description();

  /**
   * How long the shop must have been watched without it before flowlens can name it: it is found by
   * what changes. Zero where no past is needed.
   */
  default Duration healthyBefore() {
    return Duration.ZERO;
  }

  /** It was off and is on from now on: it begins anew. */
  default void begin() {}
}
