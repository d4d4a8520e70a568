package io.flowlens.ingest.formats.sdkmetrics;

import io.flowlens.ingest.formats.api.Events;
import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.dynamodb.ErrorClasses;
import io.flowlens.ingest.formats.dynamodb.Operations;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.ErrorClass;
import io.flowlens.model.FlowEvent;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.Locale;

/**
 * One call as an SDK measured it, with its attempts. No SDK names the table, so a call to DynamoDB
 * leads to an unknown one.
 */
final class MeasuredCall {
  /** No SDK retries this often; more is a broken number. */
  private static final int MOST_ATTEMPTS = 1_000;

  private static final int LONGEST_NAME = 120;

  Node from;
  String service = "";
  String operation = "";

  /** The region called; empty where it is not known. */
  String region = "";

  /** When it ended, epoch milliseconds. */
  long time;

  double latencyMillis = -1;
  int attempts = 1;
  boolean ok = true;

  /** Why the last attempt failed; null where nothing says it. */
  String error;

  /** Why each failed attempt failed that is known by itself; null where none is. */
  ErrorClass[] failures;

  /** See {@link FlowEvent#gaps}; null where unknown. */
  int[] gaps;

  /** Emits the call; one that manages tables is only counted. */
  void emit(Origin origin, Nodes nodes, Events events) {
    boolean dynamoDb = service.toLowerCase(Locale.ROOT).startsWith("dynamodb");
    Access access = dynamoDb ? Operations.access(operation, null) : Access.CALL;
    if (access == null && Operations.isControl(operation)) {
      events.ignored();
      return;
    }
    Node to =
        dynamoDb
            ? nodes.unnamedTable(origin.account(), region)
            : nodes.of(NodeKind.UNKNOWN, origin.account(), region, cut(service));
    FlowEvent flow = new FlowEvent();
    flow.evidence = origin.evidence();
    flow.time = time;
    flow.operation = cut(operation);
    flow.edge = nodes.edge(from, to, access == null ? Access.CALL : access);
    flow.latencyMicros = latencyMillis < 0 ? -1 : Math.round(latencyMillis * 1_000);
    flow.attempts = Math.max(1, Math.min(MOST_ATTEMPTS, attempts));
    flow.attemptsShown = true;
    flow.ok = ok;
    flow.gaps = gaps;
    fail(flow);
    events.flow(flow);
  }

  private void fail(FlowEvent flow) {
    int failed = flow.ok ? flow.attempts - 1 : flow.attempts;
    ErrorClass last = ok ? ErrorClass.OTHER : ErrorClasses.of(error, null);
    for (int i = 0; i < failed; i++) {
      boolean known = failures != null && i < failures.length && failures[i] != null;
      flow.fail(known ? failures[i] : last, 1);
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
  }
}
