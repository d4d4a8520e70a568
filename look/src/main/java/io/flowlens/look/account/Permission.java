package io.flowlens.look.account;

/** The permissions that are used: all of them only read. */
public enum Permission {
  LIST_TABLES("dynamodb:ListTables", "the list of tables"),
  DESCRIBE_TABLE("dynamodb:DescribeTable", "indexes, replicas and change streams of tables"),
  DESCRIBE_DESTINATIONS(
      "dynamodb:DescribeKinesisStreamingDestination", "Kinesis streams that get tables' changes"),
  LIST_FUNCTIONS("lambda:ListFunctions", "the list of functions"),
  LIST_MAPPINGS("lambda:ListEventSourceMappings", "which stream or queue feeds which function"),
  GET_METRIC_DATA(
      "cloudwatch:GetMetricData", "calls, throttles and capacity of tables, runs of functions"),
  LOOKUP_EVENTS("cloudtrail:LookupEvents", "what somebody changed at tables and functions"),
  GET_TRACE_SUMMARIES("xray:GetTraceSummaries", "the list of traces"),
  BATCH_GET_TRACES("xray:BatchGetTraces", "traces: who calls which table");

  private final String action;
  private final String gives;

  Permission(String action, String gives) {
    this.action = action;
    this.gives = gives;
  }

  /** The action, as IAM names it. */
  public String action() {
    return action;
  }

  /** What is left out without it, in words. */
  public String gives() {
    return gives;
  }

  /** A policy that allows all of them and nothing else, as JSON. */
  public static String policy() {
    StringBuilder actions = new StringBuilder();
    for (Permission permission : values()) {
      actions.append(actions.isEmpty() ? "" : ",").append("\n      \"");
      actions.append(permission.action).append('"');
    }
    return """
        {
          "Version": "2012-10-17",
          "Statement": [{
            "Sid": "FlowlensLook",
            "Effect": "Allow",
            "Action": [%s
            ],
            "Resource": "*"
          }]
        }
        """
        .formatted(actions);
  }
}
