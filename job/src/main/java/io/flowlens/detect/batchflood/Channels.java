package io.flowlens.detect.batchflood;

import io.flowlens.model.Access;
import io.flowlens.model.Counter;
import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import io.flowlens.model.NodeKind;
import io.flowlens.model.Pane;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Brings the channels up to date with one more round. */
final class Channels {
  /** More than these are not followed; those silent for longest are dropped. */
  private static final int MAX_PUBLISHERS = 32;

  private static final int MAX_CONSUMERS = 16;

  /** Who was silent for so long is forgotten: a batch that runs once a week is recognised. */
  static final long MEMORY_MILLIS = 8 * 24 * 3_600_000L;

  private static final long PUBLISHER_MILLIS = 3_600_000;

  private Channels() {}

  static void learn(FloodState state, List<Pane> panes, long now) {
    Map<String, Channel> all = new TreeMap<>();
    for (Channel channel : state.channels) {
      all.put(channel.source().id(), channel);
    }
    for (Pane pane : panes) {
      if (pane.edge.access == Access.DELIVER && keepsRecords(pane.edge.from)) {
        all.computeIfAbsent(pane.edge.from.id(), id -> channel(pane.edge, now));
      }
    }
    for (Channel channel : all.values()) {
      learn(channel, panes, now);
    }
    all.values().removeIf(channel -> channel.consumers.length == 0);
    state.channels = all.values().toArray(new Channel[0]);
  }

  private static boolean keepsRecords(Node node) {
    return node.kind == NodeKind.CHANGE_STREAM
        || node.kind == NodeKind.STREAM
        || node.kind == NodeKind.QUEUE;
  }

  private static Channel channel(Edge delivery, long now) {
    Channel channel = new Channel();
    channel.consumers = new Consumer[] {consumer(delivery)};
    channel.consumers[0].lastPane = now;
    channel.knownSince = now;
    return channel;
  }

  private static void learn(Channel channel, List<Pane> panes, long now) {
    Map<String, Publisher> publishers = new TreeMap<>();
    Map<String, Consumer> consumers = new TreeMap<>();
    for (Publisher publisher : channel.publishers) {
      publishers.put(publisher.edge.id(), publisher);
    }
    for (Consumer consumer : channel.consumers) {
      consumers.put(consumer.edge.id(), consumer);
    }
    Map<String, Pane> seen = new TreeMap<>();
    long changed = 0;
    long sent = 0;
    for (Pane pane : panes) {
      Edge edge = pane.edge;
      if (edge.access == Access.CHANGE && edge.to.equals(channel.source())) {
        changed += pane.get(Counter.RECORDS);
      } else if (fills(edge, channel.source())) {
        sent += Publisher.records(pane);
        seen.put(edge.id(), pane);
        publishers.computeIfAbsent(edge.id(), id -> publisher(edge));
      } else if (edge.access == Access.DELIVER && edge.from.equals(channel.source())) {
        seen.put(edge.id(), pane);
        consumers.computeIfAbsent(edge.id(), id -> consumer(edge));
      }
    }
    long known = channel.isBehind() ? 0 : 1 + (now - channel.knownSince) / Pane.MILLIS;
    publishers.values().forEach(one -> one.count(seen.get(one.edge.id()), now, known));
    consumers.values().forEach(one -> one.count(seen.get(one.edge.id()), now));
    Arrivals arrivals = Arrivals.unpack(channel.arrivals);
    arrivals.count(changed, sent, now);
    channel.arrivals = arrivals.packed();
    countFloods(consumers, publishers, seen, arrivals.of(changed, sent));
    channel.publishers = kept(publishers, now);
    channel.consumers = keptConsumers(consumers, now);
  }

  /** Whether data comes into the stream or queue along the edge; for a change stream, its table. */
  private static boolean fills(Edge edge, Node source) {
    if (source.kind != NodeKind.CHANGE_STREAM) {
      return edge.access == Access.PUBLISH && edge.to.equals(source);
    }
    return (edge.access == Access.WRITE || edge.access == Access.TRANSACT)
        && edge.to.kind == NodeKind.TABLE
        && edge.to.name.equals(source.name)
        && edge.to.region.equals(source.region)
        && edge.to.account.equals(source.account);
  }

  private static void countFloods(
      Map<String, Consumer> consumers,
      Map<String, Publisher> publishers,
      Map<String, Pane> seen,
      long arrived) {
    for (Consumer consumer : consumers.values()) {
      Flooding flooding = consumer.flooding;
      if (flooding != null) {
        flooding.count(arrived, Intake.records(seen.get(consumer.edge.id())));
        Pane pane = flooding.publisher == null ? null : seen.get(flooding.publisher.id());
        if (pane != null && publishers.containsKey(flooding.publisher.id())) {
          flooding.calls += Weight.of(pane, pane.get(Counter.OK));
          flooding.records += Publisher.records(pane);
        }
      }
    }
  }

  private static Publisher publisher(Edge edge) {
    Publisher publisher = new Publisher();
    publisher.edge = edge;
    return publisher;
  }

  private static Consumer consumer(Edge edge) {
    Consumer consumer = new Consumer();
    consumer.edge = edge;
    return consumer;
  }

  private static Publisher[] kept(Map<String, Publisher> all, long now) {
    all.values().removeIf(one -> one.lastPane < now - PUBLISHER_MILLIS);
    while (all.size() > MAX_PUBLISHERS) {
      all.values()
          .remove(
              all.values().stream()
                  .min(Comparator.comparingLong(one -> one.lastPane))
                  .orElseThrow());
    }
    return all.values().toArray(new Publisher[0]);
  }

  private static Consumer[] keptConsumers(Map<String, Consumer> all, long now) {
    all.values().removeIf(one -> one.lastPane < now - MEMORY_MILLIS);
    while (all.size() > MAX_CONSUMERS) {
      all.values()
          .remove(
              all.values().stream()
                  .min(Comparator.comparingLong(one -> one.lastPane))
                  .orElseThrow());
    }
    return all.values().toArray(new Consumer[0]);
  }
}
