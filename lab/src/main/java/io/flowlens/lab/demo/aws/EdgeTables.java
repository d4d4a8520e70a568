package io.flowlens.lab.demo.aws;

import io.flowlens.schemas.EdgeTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Creates the table that flowlens writes edges to. */
public final class EdgeTables {
  /** The table's name in the lab. */
  public static final String NAME = "flowlens-edges";

  private EdgeTables() {}

  static void create(DynamoDbClient client) {
    TableDefinition.table(NAME, EdgeTable.PK, EdgeTable.SK)
        .index(EdgeTable.BY_WINDOW, EdgeTable.WINDOW, EdgeTable.PK)
        .create(client);
    client.updateTimeToLive(
        ttl ->
            ttl.tableName(NAME)
                .timeToLiveSpecification(s -> s.enabled(true).attributeName(EdgeTable.EXPIRES_AT)));
  }
}
