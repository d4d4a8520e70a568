package io.flowlens.ingest.naming;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * A 64-bit hash of an item's key, the same in whichever order its attributes come and whether their
 * types are written (change records) or not (CloudTrail).
 */
public final class KeyHash {
  private long sum;
  private boolean any;

  /** Adds a key attribute. */
  public void add(String name, String value) {
    byte[] text = (name + '=' + value).getBytes(StandardCharsets.UTF_8);
    sum += MurmurHash3.hash128x64(text)[0];
    any = true;
  }

  /** The hash; 0 when no attribute was added, and never else. */
  public long value() {
    return any && sum == 0 ? 1 : sum;
  }
}
