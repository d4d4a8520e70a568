package io.flowlens.model;

/**
 * What a call was exposed to that may have made it slow. The order is that of {@link Pane#exposed}:
 * never change it, only append.
 */
public enum Exposure {
  /** The callee, or the function that called, had just been started. */
  COLD_START,
  /** It took more than one attempt. */
  RETRIED,
  /** It carried {@value #MANY_ITEMS_FROM} items or more. */
  MANY_ITEMS,
  /** Its operation may carry many items, whether or not anything says how many it did. */
  BULK;

  /** How many exposures there are. */
  public static final int COUNT = values().length;

  /** From so many items on, a call's size may explain its duration. */
  static final int MANY_ITEMS_FROM = 50;

  boolean of(FlowEvent flow) {
    switch (this) {
      case COLD_START:
        return flow.coldStart;
      case RETRIED:
        return flow.attempts > 1;
      case MANY_ITEMS:
        return flow.records >= MANY_ITEMS_FROM;
      default:
        return isBulk(flow.operation);
    }
  }

  /** Of DynamoDB's operations: such as {@code Query}, {@code BatchWriteItem}. */
  private static boolean isBulk(String operation) {
    return operation != null
        && (operation.equals("Query")
            || operation.equals("Scan")
            || operation.startsWith("Batch")
            || operation.startsWith("Transact")
            || operation.startsWith("Execute"));
  }
}
