package io.flowlens.lab.fault;

/** Something that goes wrong in the lab while it is switched on. */
public interface Fault {
  /** Its name, in kebab-case. */
  String name();

  /** What it does, in one sentence. */
  String description();

  /** It was off and is on from now on: it begins anew. */
  default void begin() {}
}
