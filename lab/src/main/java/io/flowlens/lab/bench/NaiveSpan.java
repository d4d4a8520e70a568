package io.flowlens.lab.bench;

/** A span as a first version of such a job would carry it: everything that may be of use. */
public class NaiveSpan {
  public String traceId;
  public String spanId;
  public String parentSpanId;
  public String name;
  public String kind;
  public String service;
  public String account;
  public String region;
  public String environment;
  public String version;
  public String rpcService;
  public String operation;
  public String table;
  public String peer;
  public String requestId;
  public String serverAddress;
  public String url;
  public int statusCode;
  public String status;
  public long startNanos;
  public long endNanos;
  public long durationNanos;

  /** For Flink. */
  public NaiveSpan() {}

  /** The edge the span is counted on, as {@code from>to/access}. */
  public String edge() {
    String access =
        switch (operation) {
          case "GetItem", "Query" -> "read";
          case "PutItem", "UpdateItem" -> "write";
          default -> "call";
        };
    return service + '>' + (table.isEmpty() ? peer : table) + '/' + access;
  }
}
