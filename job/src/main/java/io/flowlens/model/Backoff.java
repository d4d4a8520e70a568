package io.flowlens.model;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How long callers wait between their attempts, by which retry it is: the number of gaps, and the
 * sums of their logarithms and of the squares of these, from which their geometric mean and spread
 * follow. Whole numbers, so that the order of merging never shows.
 */
public final class Backoff implements Mergeable<Backoff> {
  /** The gaps of this many retries are told apart; later ones are left out. */
  public static final int RETRIES = 4;

  /** Numbers per retry: gaps, sum, sum of squares. */
  public static final int NUMBERS = 3;

  /** Logarithms are kept in so many parts of 1. */
  private static final double PARTS = 1_000;

  private final long[] numbers = new long[RETRIES * NUMBERS];

  /**
   * Adds the gaps of one call.
   *
   * @param micros from each failed attempt to the end of the next, in their order; 0 is unknown
   */
  void add(int[] micros) {
    for (int i = 0; i < Math.min(micros.length, RETRIES); i++) {
      if (micros[i] > 0) {
        long log = Math.round(PARTS * StrictMath.log(micros[i]));
        numbers[i * NUMBERS]++;
        numbers[i * NUMBERS + 1] += log;
        numbers[i * NUMBERS + 2] += log * log;
      }
    }
  }

  @Override
  public void merge(Backoff other) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] += other.numbers[i];
    }
  }

  @Override
  public boolean isEmpty() {
    for (long number : numbers) {
      if (number != 0) {
        return false;
      }
    }
    return true;
  }

  /** All numbers, retry by retry: what detectors keep sums of. */
  public long number(int i) {
    return numbers[i];
  }

  /** The geometric mean of gaps in milliseconds, from their number and the sum of logarithms. */
  public static double meanMillis(long gaps, long sum) {
    return StrictMath.exp(sum / PARTS / gaps) / 1_000;
  }

  /**
   * The standard deviation of the gaps' natural logarithms, which for small ones is their
   * coefficient of variation: 1 for full jitter (uniform from 0), 0.2 for half jitter, 0 for none.
   */
  public static double spread(long gaps, long sum, long sumOfSquares) {
    double mean = sum / PARTS / gaps;
    return Math.sqrt(Math.max(0, sumOfSquares / PARTS / PARTS / gaps - mean * mean));
  }

  @Override
  public void write(DataOutputView out, long about) throws IOException {
    for (long number : numbers) {
      CompactSerializer.writeCount(out, number);
    }
  }

  @Override
  public void read(DataInputView in, long about) throws IOException {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = CompactSerializer.readCount(in);
    }
  }
}
