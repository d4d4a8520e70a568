package io.flowlens.look.pull;

import io.flowlens.look.account.Account;
import io.flowlens.look.account.Gaps;
import io.flowlens.look.account.Permission;
import io.flowlens.look.archive.Configuration;
import io.flowlens.look.archive.Configuration.Function;
import io.flowlens.look.archive.Configuration.Source;
import io.flowlens.look.archive.Configuration.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DestinationStatus;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/** Pulls what there is: tables, functions, and what feeds the functions. */
public final class ConfigurationPull {
  /** More are not described; a gap says so. */
  private static final int MOST_TABLES = 500;

  private final Account account;
  private final Gaps gaps;

  public ConfigurationPull(Account account, Gaps gaps) {
    this.account = account;
    this.gaps = gaps;
  }

  /** The configuration as of now. */
  public Configuration pull() {
    return Configuration.of(account.id(), account.region(), tables(), functions(), sources());
  }

  private List<Table> tables() {
    List<String> names =
        gaps.ask(
            Permission.LIST_TABLES,
            () -> account.dynamodb().listTablesPaginator().tableNames().stream().toList(),
            List.of());
    if (names.size() > MOST_TABLES) {
      gaps.add(
          "Left out: "
              + (names.size() - MOST_TABLES)
              + " of "
              + names.size()
              + " tables; the first "
              + MOST_TABLES
              + " by name are looked at.");
    }
    List<Table> tables = new ArrayList<>();
    for (String name : names.subList(0, Math.min(MOST_TABLES, names.size()))) {
      tables.add(table(name));
    }
    return tables;
  }

  private Table table(String name) {
    TableDescription table =
        gaps.ask(
            Permission.DESCRIBE_TABLE,
            () -> account.dynamodb().describeTable(request -> request.tableName(name)).table(),
            null);
    if (table == null) {
      return new Table(name, null, null, null, null, List.of(), List.of(), null, List.of());
    }
    boolean onDemand =
        table.billingModeSummary() != null
            && table.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
    return new Table(
        name,
        table.tableArn(),
        onDemand ? "on-demand" : "provisioned",
        onDemand ? null : table.provisionedThroughput().readCapacityUnits(),
        onDemand ? null : table.provisionedThroughput().writeCapacityUnits(),
        table.globalSecondaryIndexes().stream().map(index -> index.indexName()).sorted().toList(),
        table.replicas().stream().map(ReplicaDescription::regionName).sorted().toList(),
        table.latestStreamArn() != null && table.streamSpecification() != null
            ? table.latestStreamArn()
            : null,
        destinations(name));
  }

  private List<String> destinations(String table) {
    return gaps.ask(
        Permission.DESCRIBE_DESTINATIONS,
        () ->
            account
                .dynamodb()
                .describeKinesisStreamingDestination(request -> request.tableName(table))
                .kinesisDataStreamDestinations()
                .stream()
                .filter(stream -> stream.destinationStatus() == DestinationStatus.ACTIVE)
                .map(stream -> stream.streamArn())
                .sorted()
                .toList(),
        List.of());
  }

  private List<Function> functions() {
    return gaps.ask(
        Permission.LIST_FUNCTIONS,
        () ->
            account.lambda().listFunctionsPaginator().functions().stream()
                .map(found -> new Function(found.functionName(), found.runtimeAsString()))
                .toList(),
        List.of());
  }

  private List<Source> sources() {
    return gaps.ask(
        Permission.LIST_MAPPINGS,
        () ->
            account.lambda().listEventSourceMappingsPaginator().eventSourceMappings().stream()
                .map(ConfigurationPull::source)
                .filter(Objects::nonNull)
                .toList(),
        List.of());
  }

  private static Source source(EventSourceMappingConfiguration mapping) {
    String arn = mapping.functionArn();
    int name = arn == null ? -1 : arn.indexOf(":function:");
    if (name < 0) {
      return null;
    }
    // Behind the name there may be a version or an alias.
    String function = arn.substring(name + ":function:".length()).split(":", 2)[0];
    return new Source(function, mapping.eventSourceArn(), mapping.state(), mapping.batchSize());
  }
}
