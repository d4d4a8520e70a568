package io.flowlens.ingest.formats.cloudwatch;

import java.util.HashMap;
import java.util.Map;

/** One period of one metric of CloudWatch. What a source does not tell is NaN, 0 or empty. */
public final class MetricPoint {
  /** Such as {@code AWS/DynamoDB}. */
  public String namespace = "";

  /** Such as {@code ConsumedReadCapacityUnits}. */
  public String name = "";

  /** By their names, such as {@code TableName}. */
  public final Map<String, String> dimensions = new HashMap<>();

  /** Start of the period, epoch milliseconds. */
  public long start;

  /** Length of the period in seconds; 0 where it is not told. */
  public long seconds;

  public double count = Double.NaN;
  public double sum = Double.NaN;
  public double max = Double.NaN;

  /** Whose metric it is; an empty one is the input's. */
  public String account = "";

  /** Where; an empty one is the input's. */
  public String region = "";

  /** The sum over the period by the number of samples. */
  public double average() {
    return count > 0 ? sum / count : Double.NaN;
  }
}
