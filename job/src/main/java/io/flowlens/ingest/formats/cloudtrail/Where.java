package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.naming.Endpoint;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.ingest.naming.TableName;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a CloudTrail record's tables are: the ARNs among its resources know best, then the host
 * that the client called, then the record's region. These need not agree.
 */
final class Where {
  private final List<TableName> resources;
  private final String account;
  private final String hostRegion;
  private final String eventRegion;

  private Where(List<TableName> resources, String account, String hostRegion, String eventRegion) {
    this.resources = resources;
    this.account = account;
    this.hostRegion = hostRegion;
    this.eventRegion = eventRegion;
  }

  static Where of(JsonNode record, Origin origin) {
    List<TableName> resources = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (JsonNode resource : Fields.get(record, "resources")) {
      String arn = Fields.text(resource, "ARN");
      if (arn.contains(":table/") && seen.add(arn)) {
        resources.add(TableName.of(arn));
      }
    }
    String recipient = Fields.text(record, "recipientAccountId");
    String region = Fields.text(record, "awsRegion");
    String host = Fields.text(Fields.get(record, "tlsDetails"), "clientProvidedHostHeader");
    return new Where(
        resources,
        recipient.isEmpty() ? origin.account() : recipient,
        Endpoint.of(host).region(),
        region.isEmpty() ? origin.region() : region);
  }

  /** The caller's region is not in the record; the event's stands in for it. */
  String calledFrom() {
    return eventRegion;
  }

  Node node(Nodes nodes, Target target) {
    Node table = table(nodes, target.table);
    return target.index == null
        ? table
        : nodes.of(NodeKind.INDEX, table.account, table.region, table.name + '/' + target.index);
  }

  /** A function in the account and region of the record. */
  Node function(Nodes nodes, String name) {
    return nodes.of(NodeKind.FUNCTION, account, eventRegion, name);
  }

  /** The tables among the record's resources, each once. */
  List<TableName> resources() {
    return resources;
  }

  /** The table of a record that names none. */
  Node unnamed(Nodes nodes) {
    return nodes.unnamedTable(account, otherwise());
  }

  /** The table's node, found among the resources by its name. */
  Node table(Nodes nodes, TableName named) {
    TableName known = named;
    for (TableName resource : resources) {
      if (resource.name().equals(named.name())) {
        known = resource;
      }
    }
    return nodes.of(
        NodeKind.TABLE,
        known.account().isEmpty() ? account : known.account(),
        known.region().isEmpty() ? otherwise() : known.region(),
        known.name());
  }

  private String otherwise() {
    return hostRegion.isEmpty() ? eventRegion : hostRegion;
  }
}
