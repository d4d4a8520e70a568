package io.flowlens.ingest.formats.flowevent;

import io.flowlens.ingest.formats.api.Origin;
import io.flowlens.ingest.formats.api.Unusable;
import io.flowlens.ingest.naming.Nodes;
import io.flowlens.model.Access;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.schemas.DeadLetterReason;
import java.util.Set;

/** Reads the nodes that a flow event names as the two ends of its edge. */
final class Ends {
  private static final Set<String> FIELDS = Set.of("kind", "account", "region", "name");

  /** DynamoDB Streams: 21 to 40 digits. Kinesis: 56. */
  private static final int LONGEST_SEQUENCE_OF_CHANGES = 40;

  private final Nodes nodes;

  Ends(Nodes nodes) {
    this.nodes = nodes;
  }

  /**
   * The node in this field.
   *
   * @throws Unusable if there is none, or if it is not as the schema says
   */
  Node read(Fields event, String name, Origin origin) throws Unusable {
    Fields node = event.object(name, FIELDS);
    if (node == null) {
      throw new Unusable(DeadLetterReason.MISSING_FIELD, "The flow event has no " + name + '.');
    }
    String account = node.text("account", "(\\d{12})?", "twelve digits", "");
    String region = node.text("region", "");
    String knownAccount = account.isEmpty() ? origin.account() : account;
    String knownRegion = region.isEmpty() ? origin.region() : region;
    String known = node.text("name", "");
    NodeKind kind = kind(node, event);
    return kind == NodeKind.STREAM
        ? nodes.kinesis(knownAccount, knownRegion, known)
        : nodes.of(kind, knownAccount, knownRegion, known);
  }

  private static NodeKind kind(Fields node, Fields event) throws Unusable {
    String label = node.text("kind", "");
    for (NodeKind kind : NodeKind.values()) {
      if (kind.label().equals(label)) {
        return kind == NodeKind.STREAM && carriesChanges(event) ? NodeKind.CHANGE_STREAM : kind;
      }
    }
    throw Fields.wrong("The flow event has a node of no known kind.");
  }

  /**
   * Whether the event's stream is a table's change stream: programs that were written when {@code
   * stream} stood for both still call it so.
   */
  private static boolean carriesChanges(Fields event) {
    String first = event.get("batch").path("startSequence").asText("");
    return Access.CHANGE.label().equals(event.get("access").asText())
        || (!first.isEmpty() && first.length() <= LONGEST_SEQUENCE_OF_CHANGES);
  }
}
