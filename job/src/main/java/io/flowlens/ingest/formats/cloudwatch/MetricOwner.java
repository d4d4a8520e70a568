package io.flowlens.ingest.formats.cloudwatch;

import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Signal;

/**
 * What a metric is about, by its dimensions. One with other dimensions than these is a part of what
 * another one counts as a whole, such as a shard's or an alias's.
 */
enum MetricOwner {
  TABLE("AWS/DynamoDB", "TableName"),
  OPERATION("AWS/DynamoDB", "TableName", "Operation", Signal.OPERATION),
  REPLICA("AWS/DynamoDB", "TableName", "ReceivingRegion", Signal.RECEIVING_REGION),
  FUNCTION("AWS/Lambda", "FunctionName"),
  STREAM("AWS/Kinesis", "StreamName"),
  QUEUE("AWS/SQS", "QueueName");

  private static final String INDEX = "GlobalSecondaryIndexName";

  final String namespace;

  private final String named;

  /** The other dimension that it has, and that of the signal; null where it has none. */
  private final String part;

  private final String dimension;

  MetricOwner(String namespace, String named) {
    this(namespace, named, null, null);
  }

  MetricOwner(String namespace, String named, String part, String dimension) {
    this.namespace = namespace;
    this.named = named;
    this.part = part;
    this.dimension = dimension;
  }

  /** The node; null where the dimensions are others. */
  Node node(MetricPoint point, String account, String region, Nodes nodes) {
    String name = point.dimensions.get(named);
    String index = this == TABLE ? point.dimensions.get(INDEX) : null;
    int expected = 1 + (part == null ? 0 : 1) + (index == null ? 0 : 1);
    boolean isWhole = part == null || point.dimensions.containsKey(part);
    if (name == null || name.isEmpty() || !isWhole || point.dimensions.size() != expected) {
      return null;
    }
    switch (this) {
      case FUNCTION:
        return nodes.of(NodeKind.FUNCTION, account, region, name);
      case STREAM:
        return nodes.kinesis(account, region, name);
      case QUEUE:
        return nodes.of(NodeKind.QUEUE, account, region, name);
      default:
        return index == null
            ? nodes.of(NodeKind.TABLE, account, region, name)
            : nodes.of(NodeKind.INDEX, account, region, name + '/' + index);
    }
  }

  /** Adds the signal's own dimension, if it has one. */
  void describe(MetricPoint point, Signal signal) {
    if (part != null) {
      signal.dimensions.put(dimension, point.dimensions.get(part));
    }
  }
}
