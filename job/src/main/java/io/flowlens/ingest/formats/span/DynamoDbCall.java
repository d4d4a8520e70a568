package io.flowlens.ingest.formats.span;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.formats.dynamodb.ConsumedCapacity;
import io.flowlens.ingest.formats.dynamodb.Operations;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.naming.PartiQl;
import io.flowlens.ingest.naming.TableName;
import io.flowlens.model.Access;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.List;

/**
 * A span of the AWS SDK that tells of a call to DynamoDB, with all its attempts: one flow to the
 * table or index, or one to each table of a batch or transaction.
 */
final class DynamoDbCall {
  private final Tools tools;
  private final Cursor cursor;

  DynamoDbCall(Tools tools) {
    this.tools = tools;
    this.cursor = tools.cursor();
  }

  /** Emits the span's flows. */
  void emit(Span span, SpanFlow flows, Callee callee, Node from, Events events) {
    String operation = capitalised(flows.operation(span));
    String statement = span.attributes.get(SpanAttribute.STATEMENT);
    Access known = Operations.access(operation, statement);
    if (known == null && Operations.isControl(operation)) {
      events.ignored();
      return;
    }
    Access access = known == null ? Access.CALL : known;
    List<String> tables = tables(span, statement);
    int count = Math.max(1, tables.size());
    for (int i = 0; i < count; i++) {
      FlowEvent flow = flows.start(span);
      flow.operation = operation;
      String table = tables.isEmpty() ? "" : tables.get(i);
      Node to = target(callee, table, count == 1 ? index(span, statement) : null);
      flow.edge = tools.nodes().edge(from, to, access);
      Attempts.fill(flow, span, i, count);
      consistency(flow, span, access);
      capacity(flow, span, table, count, access);
      flow.records = count == 1 ? items(span) : 0;
      events.flow(flow);
    }
  }

  /** Some write the method of their SDK: {@code putItem}. */
  private static String capitalised(String operation) {
    return operation.isEmpty() || !Character.isLowerCase(operation.charAt(0))
        ? operation
        : Character.toUpperCase(operation.charAt(0)) + operation.substring(1);
  }

  private static List<String> tables(Span span, String statement) {
    List<String> tables = span.attributes.all(SpanAttribute.TABLES);
    if (!tables.isEmpty()) {
      return tables;
    }
    String remote = span.attributes.get(SpanAttribute.REMOTE_RESOURCE);
    if (remote != null
        && "AWS::DynamoDB::Table".equals(span.attributes.get(SpanAttribute.REMOTE_TYPE))) {
      return List.of(remote);
    }
    String named = statement == null ? null : PartiQl.table(statement);
    return named == null ? List.of() : List.of(named);
  }

  private static String index(Span span, String statement) {
    String index = span.attributes.get(SpanAttribute.INDEX);
    return index != null || statement == null ? index : PartiQl.index(statement);
  }

  private Node target(Callee callee, String table, String index) {
    if (table.isEmpty()) {
      return tools.nodes().unnamedTable(callee.account(), callee.region());
    }
    TableName name = TableName.of(table);
    String account = name.account().isEmpty() ? callee.account() : name.account();
    String region = callee.region().isEmpty() ? name.region() : callee.region();
    return index == null
        ? tools.nodes().of(NodeKind.TABLE, account, region, name.name())
        : tools.nodes().of(NodeKind.INDEX, account, region, name.name() + '/' + index);
  }

  private static void consistency(FlowEvent flow, Span span, Access access) {
    String consistent = span.attributes.get(SpanAttribute.CONSISTENT_READ);
    if (access == Access.READ && consistent != null) {
      flow.strongRead = consistent.equalsIgnoreCase("true");
      flow.eventualRead = consistent.equalsIgnoreCase("false");
    }
  }

  /** How many items a Query or Scan returned; 0 where the span does not say. */
  private static int items(Span span) {
    String count = span.attributes.get(SpanAttribute.ITEM_COUNT);
    return count != null && count.matches("\\d{1,7}") ? Integer.parseInt(count) : 0;
  }

  private void capacity(FlowEvent flow, Span span, String table, int tables, Access access) {
    List<String> texts = span.attributes.all(SpanAttribute.CONSUMED_CAPACITY);
    if (texts.isEmpty()) {
      return;
    }
    boolean reads =
        access == Access.READ
            || (access == Access.TRANSACT && Operations.isReadTransaction(flow.operation));
    boolean writes = access == Access.WRITE || (access == Access.TRANSACT && !reads);
    List<ConsumedCapacity.Units> all = ConsumedCapacity.read(cursor, texts);
    String name = TableName.of(table).name();
    for (ConsumedCapacity.Units units : all) {
      if ((tables == 1 && all.size() == 1) || name.equals(units.table())) {
        flow.readMilliUnits = units.readMilliUnits(reads);
        flow.writeMilliUnits = units.writeMilliUnits(writes);
        return;
      }
    }
  }
}
