package io.flowlens.lab.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A shop's traffic as it happens: in real time, a little out of order, some of it doubled. */
final class Feed {
  private static final long TICK_MILLIS = 250;
  private static final int WRITES_PER_TICK = 5;

  private final Stream spans;
  private final Stream changes;
  private final Random random = new Random(7);
  private final List<Runnable> sent = new ArrayList<>();
  private long nextTick = System.nanoTime();
  private long id = 1;
  private int ticks;

  Feed(Stream spans, Stream changes) {
    this.spans = spans;
    this.changes = changes;
  }

  /** Sends a quarter of a second's traffic, when it is time for it. */
  void tick(boolean storm) throws InterruptedException {
    long early = (nextTick - System.nanoTime()) / 1_000_000;
    Thread.sleep(Math.max(0, early));
    nextTick += TICK_MILLIS * 1_000_000;
    ticks++;

    List<String> messages = new ArrayList<>();
    for (int i = 0; i < WRITES_PER_TICK; i++) {
      messages.add(Payloads.write(id++, recently(), storm ? 2 : 0));
    }
    long client = id++;
    Instant end = recently();
    String server = Payloads.server(id++, client, end);
    // Now and then the other half comes in a record of its own.
    boolean apart = ticks % 3 == 0;
    messages.add(Payloads.client(client, end));
    if (!apart) {
      messages.add(server);
    }
    Collections.shuffle(messages, random);
    send(spans, Payloads.logsBatch(Instant.now(), messages));
    if (apart) {
      send(spans, Payloads.logsBatch(Instant.now(), List.of(server)));
    }
    send(changes, Payloads.change(id++, recently()));
    if (ticks % 8 == 0) {
      send(spans, Payloads.bytes("{\"traceId\":\"broken " + ticks));
      send(changes, Payloads.gzip(Payloads.bytes("broken " + ticks)));
    }
    if (ticks % 5 == 0) {
      sent.get(random.nextInt(sent.size())).run();
    }
  }

  /** What is sent again goes to the same stream: which of two comes first would be a race. */
  private void send(Stream stream, byte[] data) {
    stream.put(data);
    sent.add(() -> stream.put(data));
  }

  /** At most two seconds ago. */
  private Instant recently() {
    return Instant.now().minusMillis(random.nextInt(2_000));
  }

  long writes() {
    return (long) ticks * WRITES_PER_TICK;
  }

  long calls() {
    return ticks;
  }

  long changes() {
    return ticks;
  }

  long broken() {
    return ticks / 8 * 2L;
  }
}
