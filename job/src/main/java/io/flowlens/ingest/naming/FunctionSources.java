package io.flowlens.ingest.naming;

import io.flowlens.config.Settings;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import java.util.HashMap;
import java.util.Map;

/** What feeds functions, as far as {@link IngestOptions#FUNCTION_SOURCES} says it. */
public final class FunctionSources {
  private final Map<String, Arn> byFunction = new HashMap<>();
  private final Nodes nodes;

  /** Reads the setting. */
  public FunctionSources(Settings settings, Nodes nodes) {
    this.nodes = nodes;
    for (String entry : settings.get(IngestOptions.FUNCTION_SOURCES).split(",", -1)) {
      int sign = entry.indexOf('=');
      Arn arn = sign < 0 ? null : Arn.of(entry.substring(sign + 1).trim());
      if (arn != null) {
        byFunction.put(entry.substring(0, sign).trim(), arn);
      }
    }
  }

  /** The stream or queue that feeds the function; null where no setting says it. */
  public Node of(Node function) {
    Arn arn = byFunction.isEmpty() ? null : byFunction.get(function.name);
    return arn == null ? null : source(arn, nodes);
  }

  /** The stream or queue of this ARN; null where it is none. */
  public static Node source(Arn arn, Nodes nodes) {
    String table = arn.nameAfter("table/");
    if (table != null) {
      return nodes.of(NodeKind.CHANGE_STREAM, arn.account(), arn.region(), table);
    }
    String stream = arn.nameAfter("stream/");
    if (stream != null) {
      return nodes.kinesis(arn.account(), arn.region(), stream);
    }
    return arn.service().equals("sqs")
        ? nodes.of(NodeKind.QUEUE, arn.account(), arn.region(), arn.nameAfter(""))
        : null;
  }
}
