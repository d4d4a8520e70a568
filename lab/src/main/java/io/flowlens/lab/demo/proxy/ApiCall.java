package io.flowlens.lab.demo.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One attempt of a DynamoDB call, as the proxy sees it.
 *
 * @param callerRegion where the caller runs, for example {@code eu-west-1}
 * @param endpointRegion the region that is called
 * @param operation for example {@code PutItem}
 * @param body the request's JSON
 */
public record ApiCall(String callerRegion, String endpointRegion, String operation, JsonNode body) {
  private static final Set<String> WRITES = Set.of("PutItem", "UpdateItem", "DeleteItem");

  /** Whether it changes one item. */
  public boolean isSingleWrite() {
    return WRITES.contains(operation);
  }

  /** The tables it names, sorted. */
  public List<String> tables() {
    Set<String> names = new TreeSet<>();
    if (body.hasNonNull("TableName")) {
      names.add(body.get("TableName").asText());
    }
    body.path("RequestItems").fieldNames().forEachRemaining(names::add);
    for (JsonNode item : body.path("TransactItems")) {
      item.elements().forEachRemaining(action -> names.add(action.path("TableName").asText()));
    }
    return new ArrayList<>(names);
  }
}
