package io.flowlens.lab.demo.relay;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;

/**
 * Delivers a table's changes to a function as Lambda does by default: up to a hundred at a time; a
 * batch whose invocation fails is delivered again, whole, after 1, 2, 4 and at last every 10
 * seconds, and later batches wait until it succeeds.
 */
public final class EventSourceMapping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventSourceMapping.class);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final Consumer<Batch> function;
  private final StreamTail tail;

  /**
   * Starts to deliver.
   *
   * @param dynamoDb where DynamoDB Streams answers
   * @param function fails by throwing
   */
  public EventSourceMapping(URI dynamoDb, Region region, String table, Consumer<Batch> function) {
    this.function = function;
    tail = StreamTail.follow(dynamoDb, region, table, this::deliver);
  }

  private void deliver(Batch batch) {
    try {
      for (int failures = 0; !succeeds(batch); failures++) {
        Thread.sleep(waitAfter(failures).toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean succeeds(Batch batch) {
    try {
      function.accept(batch);
      return true;
    } catch (RuntimeException e) {
      LOG.info("The batch from {} on comes again", batch.firstSequence(), e);
      return false;
    }
  }

  private static Duration waitAfter(int failures) {
    Duration wait = Duration.ofSeconds(1L << Math.min(failures, 30));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  @Override
  public void close() {
    tail.close();
  }
}
