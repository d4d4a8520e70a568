package io.flowlens.detect.contractbreach;

import io.flowlens.model.Contract;

/** What a contract promises of calls. */
enum Promise {
  /** They succeed. */
  AVAILABILITY,
  /** They are fast. */
  TIMING;

  /** The promised share; 0 where none is. */
  double target(Contract contract) {
    return this == AVAILABILITY ? contract.availability : contract.timing;
  }

  /** The share that may be otherwise. */
  double allowed(Contract contract) {
    return 1 - target(contract);
  }

  boolean isOf(Contract contract) {
    return target(contract) > 0;
  }
}
