package io.flowlens.detect.stats;

import io.flowlens.model.FirstCalls;
import java.util.List;

/**
 * Tells calls of keys that had not been called for {@value #COLD_SECONDS} seconds from others, by a
 * {@link FirstUseMemory} of just so long. Watching begins that long after the first call: before,
 * nobody knows which keys had been called.
 */
public final class KeyWatch {
  private static final PackedForm FORM =
      new PackedForm("last calls of keys", FirstUseMemory.WITHOUT_DEFAULTS);

  /** For how long DAX keeps an item by default. */
  private static final long COLD_SECONDS = 300;

  private static final int FOLLOWED = 128;

  private final FirstUseMemory memory = new FirstUseMemory(COLD_SECONDS, COLD_SECONDS, FOLLOWED);

  private KeyWatch() {}

  /** The memory as it was {@link #packed}; an empty one when that is null. */
  public static KeyWatch unpack(byte[] packed) {
    KeyWatch watch = new KeyWatch();
    if (packed != null && packed.length > 0) {
      watch.memory.read(FORM.reader(packed));
    }
    return watch;
  }

  /** Everything as bytes, for the detector's state. */
  public byte[] packed() {
    Varints out = FORM.writer();
    memory.write(out);
    return out.toByteArray();
  }

  /**
   * Takes note of which keys were called in a pane.
   *
   * @param paneStart epoch milliseconds, later than any before
   * @return the pane's first call of each followed key; those of keys that may have been called
   *     before watching began are left out
   */
  public List<FirstUse> see(FirstCalls calls, long paneStart) {
    return memory.see(calls, paneStart);
  }

  /** Whether the key of this call had not been called for so long. */
  public static boolean isCold(FirstUse use) {
    return use.pauseMillis() >= 1000 * COLD_SECONDS;
  }

  /** The share of keys that are followed, above 0 to 1. */
  public double coverage() {
    return memory.coverage();
  }
}
