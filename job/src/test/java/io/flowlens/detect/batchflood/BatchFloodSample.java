package io.flowlens.detect.batchflood;

import io.flowlens.model.Edge;

/** One value of the detector's state with something in every field. */
public final class BatchFloodSample {
  private BatchFloodSample() {}

  public static FloodState state(Edge edge, long at) {
    Publisher publisher = new Publisher();
    publisher.edge = edge;
    publisher.minutes = new byte[] {1, 2};
    publisher.usual = 3.5;
    publisher.lastPane = at - 10_000;
    Flooding flooding = new Flooding();
    flooding.kind = Kind.FLOOD;
    flooding.since = at - 600_000;
    flooding.publisher = edge;
    flooding.calls = 400;
    flooding.records = 10_000;
    flooding.arrived = 11_000;
    flooding.taken = 4_000;
    flooding.balanced = true;
    flooding.waiting = 7_000;
    flooding.mostWaiting = 7_100;
    flooding.longest = 480;
    flooding.drain = 12.5;
    flooding.usualArrivals = 2;
    flooding.usualTaken = 2.1;
    flooding.grewAt = at - 20_000;
    Consumer consumer = new Consumer();
    consumer.edge = edge;
    consumer.intake = new byte[] {4, 5};
    consumer.usualTaken = new byte[] {6};
    consumer.usualAge = new byte[] {7, 8};
    consumer.age = 470.5;
    consumer.ageAt = at - 10_000;
    consumer.agesFrom = at - 900_000;
    consumer.lastPane = at - 10_000;
    consumer.flooding = flooding;
    consumer.past = new byte[] {9};
    Channel channel = new Channel();
    channel.arrivals = new byte[] {10, 11};
    channel.usual = new byte[] {12};
    channel.knownSince = at - 7_200_000;
    channel.publishers = new Publisher[] {publisher};
    channel.consumers = new Consumer[] {consumer};
    UnprocessedItems items = new UnprocessedItems();
    items.edge = edge;
    items.minutes = new byte[] {13};
    items.since = at - 300_000;
    items.left = 40;
    items.sent = 1_000;
    items.lastPane = at - 10_000;
    FloodState state = new FloodState();
    state.channels = new Channel[] {channel};
    state.unprocessed = new UnprocessedItems[] {items};
    return state;
  }
}
