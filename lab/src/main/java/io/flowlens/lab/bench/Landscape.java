package io.flowlens.lab.bench;

import java.util.Random;

/**
 * Which service calls which: {@value #SERVICES} services of {@value #INSTANCES} instances, each
 * with three of {@value #TABLES} tables that it reads and writes, and every fourth service also
 * calling another one. That makes 750 edges.
 */
final class Landscape {
  static final int SERVICES = 120;
  static final int INSTANCES = 4;
  static final int TABLES = 60;
  static final int TABLES_PER_SERVICE = 3;
  static final String ACCOUNT = "111122223333";

  /** How unevenly the load is spread over the services: the exponent of Zipf's law. */
  private static final double SKEW = 1.1;

  private static final String[] ROLES = {
    "checkout", "catalogue", "inventory", "payments", "shipping", "accounts", "search", "pricing"
  };
  private static final String[] THINGS = {
    "Orders", "Carts", "Customers", "Products", "Sessions", "Stock", "Invoices", "Reviews"
  };
  private static final String[] READS = {"GetItem", "Query"};
  private static final String[] WRITES = {"PutItem", "UpdateItem"};

  private final double[] cumulated = new double[SERVICES];

  Landscape() {
    double sum = 0;
    for (int rank = 0; rank < SERVICES; rank++) {
      sum += 1 / Math.pow(rank + 1, SKEW);
      cumulated[rank] = sum;
    }
  }

  /** A service, the busy ones more often. */
  int anyService(Random random) {
    double at = random.nextDouble() * cumulated[SERVICES - 1];
    int rank = 0;
    while (cumulated[rank] < at) {
      rank++;
    }
    // Spreads the ranks so that callers and callees are both busy and idle.
    return rank * 37 % SERVICES;
  }

  /** A service that calls another one, the busy ones more often. */
  int anyCaller(Random random) {
    return anyService(random) / 4 * 4;
  }

  /** The service that this caller calls. */
  int calleeOf(int caller) {
    return (caller * 7 + 13) % SERVICES;
  }

  /** One of the service's tables, the first more often than the others. */
  int anyTable(int service, Random random) {
    int at = random.nextInt(10);
    int which = at < 6 ? 0 : at < 9 ? 1 : 2;
    return (service * TABLES_PER_SERVICE + which * 7) % TABLES;
  }

  static String operation(int table, boolean write) {
    return (write ? WRITES : READS)[table % 2];
  }

  static String serviceName(int service) {
    return ROLES[service % ROLES.length] + '-' + service;
  }

  static String tableName(int table) {
    return THINGS[table % THINGS.length] + '-' + table;
  }

  static String region(int service) {
    return service % 10 == 9 ? "eu-west-1" : "us-east-1";
  }
}
