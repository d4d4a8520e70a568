package io.flowlens.detect.coldcachespike;

import io.flowlens.detect.explain.Text;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Recommendation;
import java.util.List;

/** What to do about first uses. */
final class Advice {
  private Advice() {}

  static List<Recommendation> of(Edge edge, SpikeWindow window, boolean crashes) {
    if (crashes) {
      return List.of(findRestarts(edge.from));
    }
    switch (window.kind()) {
      case CONNECTION:
        return List.of(keepConnections(edge, window), keepCalling(edge, window));
      case INSTANCE:
        return List.of(startEarlier(edge.from), connectEarlier(edge));
      case KEY:
        return List.of(keepItems(edge), shareCache(edge));
      default:
        return List.of(startEarlier(edge.to));
    }
  }

  private static Recommendation findRestarts(Node node) {
    return Recommendation.of(
        "Look why instances are restarted",
        Text.name(node) + ": exit codes, the memory limit, the liveness probe, its last log lines",
        "An instance that lives for minutes has no time to be warm, and what ends it may fail calls too.");
  }

  private static Recommendation keepItems(Edge edge) {
    return Recommendation.of(
        "Keep items in the cache for longer than the pauses between their calls",
        "the cache between "
            + Text.name(edge.from)
            + " and "
            + Text.name(edge.to)
            + ": its time to live (record-ttl-millis of a DAX cluster, 5 minutes by default), its size",
        "Keys that had been called in the last 5 minutes are not slow. Where items may not be older than that,"
            + " the slow calls are its price.");
  }

  private static Recommendation shareCache(Edge edge) {
    return Recommendation.of(
        "Fill the cache before it is needed, and share it",
        Text.name(edge.from)
            + ": its start, where usual keys can be read ahead; one cache for all instances instead of one in the"
            + " process of each",
        "Otherwise each instance, and each restart, pays for every key again.");
  }

  private static Recommendation keepConnections(Edge edge, SpikeWindow window) {
    return Recommendation.of(
        "Keep idle connections open for longer than the pauses between calls",
        Text.name(edge.from)
            + ": connectionMaxIdleTime of the SDK's HTTP client (60 s by default in the Java SDK), keepAlive of the"
            + " HTTP agent in Node.js; the idle timeout of a proxy, NAT or load balancer on the way",
        "Calls are slow after "
            + window.pauseSeconds()
            + " s without one. Shorter timeouts would not help: a call that is given up while it connects has to"
            + " connect again.");
  }

  private static Recommendation keepCalling(Edge edge, SpikeWindow window) {
    long every = window.pauseSeconds() / 2;
    return CauseText.isData(edge.to)
        ? Recommendation.of(
            "Read an item from every instance each " + every + " s",
            Text.name(edge.from) + ": a timer that calls GetItem on " + edge.to.name,
            "It keeps a connection and the table's encryption key warm for half a read unit a time.")
        : Recommendation.of(
            "Call from every instance each " + every + " s",
            Text.name(edge.from) + ": a timer that asks for the health of " + Text.name(edge.to),
            "It keeps a connection warm.");
  }

  private static Recommendation startEarlier(Node node) {
    return node.kind == NodeKind.FUNCTION
        ? Recommendation.of(
            "Have instances started before they are needed",
            Text.name(node) + ": provisioned concurrency, or SnapStart where the runtime has it",
            "The start of a new instance is waited for by the call that needs it.")
        : Recommendation.of(
            "Let an instance warm up before it takes traffic",
            Text.name(node) + ": the readiness check",
            "What the first call has to load and connect can be loaded and connected before.");
  }

  private static Recommendation connectEarlier(Edge edge) {
    return Recommendation.of(
        "Make the client, and one call with it, while the instance starts",
        Text.name(edge.from)
            + ": initialisation, outside of the handler; one cheap call to "
            + Text.name(edge.to),
        "Resolving, connecting and loading classes then happen before anyone waits.");
  }
}
