package io.flowlens.detect.batchflood;

/** Why records wait. Stored by name: none is ever renamed. */
public enum Kind {
  /** More arrives than usual. */
  FLOOD("BATCH_FLOOD"),
  /** The consumer takes less than usual. */
  SLOW("CONSUMER_SLOW"),
  /** Neither is shown. */
  BACKLOG("BACKLOG_GROWS");

  private final String code;

  Kind(String code) {
    this.code = code;
  }

  /** The code of the finding. */
  String code() {
    return code;
  }
}
