package io.flowlens.lab.demo.shop;

import io.flowlens.lab.demo.fault.Fault;
import io.flowlens.lab.demo.relay.Batch;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * The sales figures fail at one order: the first that comes behind another in a batch, so that what
 * is before it is counted again each time. Everything behind it waits.
 */
public final class PoisonOrder implements Fault {
  private String poison;

  @Override
  public String name() {
    return "poison-order";
  }

  @Override
  public String description() {
    return "The function sales-figures fails at one order, and gets its batch again and again.";
  }

  @Override
  public synchronized void begin() {
    poison = null;
  }

  /**
   * The function works on a change.
   *
   * @throws IllegalStateException if that is the poisonous one
   */
  synchronized void strike(Batch batch, Record change) {
    String sequence = change.dynamodb().sequenceNumber();
    if (poison == null && !sequence.equals(batch.firstSequence())) {
      poison = sequence;
    }
    if (sequence.equals(poison)) {
      throw new IllegalStateException("The order at " + sequence + " has no price.");
    }
  }
}
