package io.flowlens.lab.simulator.world;

/** The API operations that the simulated services use. */
public enum Operation {
  GET_ITEM("GetItem", "read"),
  QUERY("Query", "read"),
  SCAN("Scan", "read"),
  PUT_ITEM("PutItem", "write"),
  UPDATE_ITEM("UpdateItem", "write"),
  DELETE_ITEM("DeleteItem", "write"),
  BATCH_WRITE("BatchWriteItem", "write"),
  TRANSACT_WRITE("TransactWriteItems", "transact");

  private final String apiName;
  private final String access;

  Operation(String apiName, String access) {
    this.apiName = apiName;
    this.access = access;
  }

  /** The name in the API. */
  public String apiName() {
    return apiName;
  }

  /** The edge's access: {@code read}, {@code write} or {@code transact}. */
  public String access() {
    return access;
  }

  /** Whether it changes items. */
  public boolean writes() {
    return !access.equals("read");
  }
}
