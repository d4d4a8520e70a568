package io.flowlens.detect.latencytail;

/** What a tail comes from, as far as it is known. */
enum TailKind {
  /** Retries that the spans do not show, and something bears that out. */
  HIDDEN_RETRIES,
  /** They fit, but nothing bears it out. */
  HIDDEN_RETRIES_SUSPECTED,
  /** Not known, and retries of AWS's SDKs are none. */
  UNEXPLAINED_TAIL
}
