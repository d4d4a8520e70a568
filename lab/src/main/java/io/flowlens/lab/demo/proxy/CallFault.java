package io.flowlens.lab.demo.proxy;

import io.flowlens.lab.demo.fault.Fault;
import java.util.Optional;

/** A fault between the shop and DynamoDB. */
public interface CallFault extends Fault {
  /** The error that a call gets instead of being passed on; empty if it is spared. */
  Optional<ErrorAnswer> answer(ApiCall call);
}
