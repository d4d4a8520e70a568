package io.flowlens.lab.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Traffic that is put into a {@link PastKinesis} second by second of its clock, without delay. */
final class PastTraffic {
  private static final int WRITES_A_SECOND = 10;

  private final PastKinesis kinesis;
  private final Stream spans;
  private final Stream changes;
  private long id;
  private int records;

  /**
   * The traffic.
   *
   * @param firstId the first number that no span or change has had yet
   */
  PastTraffic(PastKinesis kinesis, Stream spans, Stream changes, long firstId) {
    this.kinesis = kinesis;
    this.spans = spans;
    this.changes = changes;
    this.id = firstId;
  }

  /**
   * What happens in one second: {@value #WRITES_A_SECOND} writes to the table Orders, with two
   * retries each in a storm, reads of tables near and far, a call of checkout, and a change of
   * Orders.
   *
   * @return the change's record
   */
  String second(Instant second, boolean storm) throws IOException {
    Instant at = second.plusMillis(500);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < WRITES_A_SECOND; i++) {
      messages.add(Payloads.write(id++, at, storm ? 2 : 0));
    }
    messages.add(Payloads.read(id++, at, "us-east-1", "Orders"));
    messages.add(Payloads.read(id++, at, "eu-west-1", "Prices"));
    messages.add(Payloads.client(id, at));
    messages.add(Payloads.server(id + 1, id, at));
    id += 2;
    byte[] change = Payloads.change(id++, at);
    kinesis.set(second.plusSeconds(1));
    put(spans, Payloads.logsBatch(at, messages));
    put(changes, change);
    return new String(change, StandardCharsets.UTF_8);
  }

  /** The writes of so many seconds. */
  static long writes(long seconds) {
    return seconds * WRITES_A_SECOND;
  }

  /**
   * The client's half of a call.
   *
   * @return its number, for the other half
   */
  long half(Instant end) {
    long client = id++;
    put(spans, Payloads.logsBatch(end, List.of(Payloads.client(client, end))));
    return client;
  }

  /** The server's half of a call whose client's half has this number. */
  void otherHalf(long client, Instant end) {
    put(spans, Payloads.logsBatch(end, List.of(Payloads.server(id++, client, end))));
  }

  /** A change that was put before, once more. */
  void again(String change) {
    put(changes, Payloads.bytes(change));
  }

  private void put(Stream stream, byte[] record) {
    stream.put(record);
    records++;
  }

  /** How many records were put into both streams. */
  int records() {
    return records;
  }

  /** The first number that no span or change has had yet. */
  long nextId() {
    return id;
  }
}
