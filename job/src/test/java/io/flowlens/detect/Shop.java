package io.flowlens.detect;

import io.flowlens.model.Access;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;

/** The edges that tests speak of: web → orders → Orders, and others around it. */
public final class Shop {
  public static final Node WEB = node(NodeKind.SERVICE, "us-east-1", "web");
  public static final Node ORDERS = node(NodeKind.SERVICE, "us-east-1", "orders");
  public static final Node BILLING = node(NodeKind.FUNCTION, "us-east-1", "billing");
  public static final Node ORDERS_TABLE = node(NodeKind.TABLE, "us-east-1", "Orders");
  public static final Node STOCK_TABLE = node(NodeKind.TABLE, "us-east-1", "Stock");

  public static final Node ORDERS_STREAM = node(NodeKind.CHANGE_STREAM, "us-east-1", "Orders");

  public static final Edge ORDERS_CHANGES = Edge.of(ORDERS_TABLE, ORDERS_STREAM, Access.CHANGE);
  public static final Edge BILLING_IS_GIVEN_ORDERS =
      Edge.of(ORDERS_STREAM, BILLING, Access.DELIVER);
  public static final Edge WEB_CALLS_ORDERS = Edge.of(WEB, ORDERS, Access.CALL);
  public static final Edge ORDERS_WRITES = Edge.of(ORDERS, ORDERS_TABLE, Access.WRITE);
  public static final Edge ORDERS_READS_STOCK = Edge.of(ORDERS, STOCK_TABLE, Access.READ);
  public static final Edge BILLING_WRITES = Edge.of(BILLING, ORDERS_TABLE, Access.WRITE);

  private Shop() {}

  public static Node node(NodeKind kind, String region, String name) {
    return Node.of(kind, "111122223333", region, name);
  }
}
