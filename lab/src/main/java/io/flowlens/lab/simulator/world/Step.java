package io.flowlens.lab.simulator.world;

import java.util.List;

/** One thing an endpoint does on the way to its answer. */
public sealed interface Step {
  /** How likely a request does this at all. */
  double probability();

  /**
   * A call of DynamoDB.
   *
   * @param tables the tables it touches, all in one region; several for batches and transactions
   * @param index the index it reads through, or empty
   * @param strong whether a read is strongly consistent
   * @param conditionalFailure how likely the write's condition is not met
   * @param items how many items a read brings; 0 for the one or few of an ordinary call
   */
  record Access(
      Operation operation,
      List<Table> tables,
      String index,
      boolean strong,
      double conditionalFailure,
      int items,
      double probability)
      implements Step {
    /** The same on the tables' replicas in another region. */
    public Access in(String region) {
      List<Table> replicas = tables.stream().map(table -> table.in(region)).toList();
      return new Access(operation, replicas, index, strong, conditionalFailure, items, probability);
    }
  }

  /** A call of another service's endpoint. */
  record Visit(Endpoint endpoint, double probability) implements Step {}

  /** A call of DynamoDB on one table that always happens. */
  static Access on(Table table, Operation operation) {
    return new Access(operation, List.of(table), "", false, 0, 0, 1);
  }

  /** A strongly consistent read. */
  static Access strongly(Table table, Operation operation) {
    return new Access(operation, List.of(table), "", true, 0, 0, 1);
  }

  /** A query through an index. */
  static Access through(Table table, String index) {
    return new Access(Operation.QUERY, List.of(table), index, false, 0, 0, 1);
  }

  /** A write whose condition fails this often. */
  static Access guarded(Table table, Operation operation, double failure) {
    return new Access(operation, List.of(table), "", false, failure, 0, 1);
  }

  /** A batch or transaction over several tables. */
  static Access across(Operation operation, Table... tables) {
    return new Access(operation, List.of(tables), "", false, 0, 0, 1);
  }

  /** A scan that brings this many items. */
  static Access scan(Table table, int items) {
    return new Access(Operation.SCAN, List.of(table), "", false, 0, items, 1);
  }

  /** A visit that always happens. */
  static Visit to(Endpoint endpoint) {
    return new Visit(endpoint, 1);
  }

  /** The same step, done by this share of the requests. */
  default Step sometimes(double share) {
    if (this instanceof Access a) {
      return new Access(
          a.operation, a.tables, a.index, a.strong, a.conditionalFailure, a.items, share);
    }
    return new Visit(((Visit) this).endpoint, share);
  }
}
