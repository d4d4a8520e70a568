package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.naming.KeyHash;
import io.flowlens.ingest.naming.PartiQl;
import io.flowlens.ingest.naming.TableName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table that a request names, with the items of the request that go to it. */
final class Target {
  private static final String[] LISTS = {
    "requestItems", "transactItems", "statements", "transactStatements"
  };

  final TableName table;

  /** Null where the table itself is asked. */
  final String index;

  /** The places of its items in the request, from 0. */
  final List<Integer> positions = new ArrayList<>();

  /** The PartiQL text; null where there is none. */
  String statement;

  /** See {@link KeyHash}; 0 where the request has no key, or several. */
  long keyHash;

  private Target(TableName table, String index) {
    this.table = table;
    this.index = index;
  }

  /** The tables of a request, in its order. */
  static List<Target> of(JsonNode request) {
    Map<String, Target> targets = new LinkedHashMap<>();
    String table = Fields.text(request, "tableName");
    String statement = Fields.text(request, "statement");
    if (!table.isEmpty()) {
      String index = Fields.text(request, "indexName");
      Target target = new Target(TableName.of(table), index.isEmpty() ? null : index);
      target.keyHash = keyHash(Fields.get(request, "key"));
      targets.put(table, target);
    } else if (!statement.isEmpty()) {
      addStatement(targets, statement, 0);
    }
    for (String list : LISTS) {
      addAll(targets, Fields.get(request, list));
    }
    return new ArrayList<>(targets.values());
  }

  private static void addAll(Map<String, Target> targets, JsonNode items) {
    if (items.isObject()) {
      for (Iterator<Map.Entry<String, JsonNode>> i = items.fields(); i.hasNext(); ) {
        Map.Entry<String, JsonNode> entry = i.next();
        int n = items(entry.getValue());
        for (int k = 0; k < n; k++) {
          add(targets, entry.getKey(), k);
        }
      }
    }
    for (int i = 0; items.isArray() && i < items.size(); i++) {
      addItem(targets, items.get(i), i);
    }
  }

  /** A list of writes, or of the keys to read: {@code {"Keys": […]}}. */
  private static int items(JsonNode ofTable) {
    JsonNode keys = Fields.get(ofTable, "keys");
    JsonNode list = keys.isArray() ? keys : ofTable;
    return list.isArray() ? list.size() : 1;
  }

  /** The tables of a request that names none itself: those among the record's resources. */
  static List<Target> ofResources(List<TableName> resources) {
    List<Target> targets = new ArrayList<>();
    resources.forEach(table -> targets.add(new Target(table, null)));
    return targets;
  }

  private static void addItem(Map<String, Target> targets, JsonNode item, int position) {
    String table = Fields.text(item, "tableName");
    String statement = Fields.text(item, "statement");
    if (!table.isEmpty()) {
      add(targets, table, position);
    } else if (!statement.isEmpty()) {
      addStatement(targets, statement, position);
    } else {
      // {"put": {"tableName": …}}: the operation is the name of the only field.
      for (JsonNode inner : item) {
        String innerTable = Fields.text(inner, "tableName");
        if (!innerTable.isEmpty()) {
          add(targets, innerTable, position);
        }
      }
    }
  }

  private static Target add(Map<String, Target> targets, String table, int position) {
    Target target = targets.computeIfAbsent(table, name -> new Target(TableName.of(name), null));
    target.positions.add(position);
    return target;
  }

  private static void addStatement(Map<String, Target> targets, String statement, int position) {
    String table = PartiQl.table(statement);
    if (table != null) {
      add(targets, table, position).statement = statement;
    }
  }

  private static long keyHash(JsonNode key) {
    KeyHash hash = new KeyHash();
    for (Iterator<Map.Entry<String, JsonNode>> i = key.fields(); i.hasNext(); ) {
      Map.Entry<String, JsonNode> attribute = i.next();
      JsonNode value = attribute.getValue();
      JsonNode scalar = value.isObject() && value.size() == 1 ? value.elements().next() : value;
      hash.add(attribute.getKey(), scalar.asText(""));
    }
    return hash.value();
  }
}
