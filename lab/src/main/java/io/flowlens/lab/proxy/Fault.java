package io.flowlens.lab.proxy;

import java.util.Optional;

/** Something that goes wrong between the shop and DynamoDB while it is switched on. */
public interface Fault {
  /** Its name, in kebab-case. */
  String name();

  /** What it does, in one sentence. */
  String description();

  /** The error that a call gets instead of being passed on; empty if it is spared. */
  Optional<ErrorAnswer> answer(ApiCall call);
}
