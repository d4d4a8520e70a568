package io.flowlens.ingest.naming;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/** The name of an instance (a process, a container) as flows carry it. */
public final class InstanceHash {
  private InstanceHash() {}

  /** A 64-bit hash of the name; 0 for null or an empty name, and never else. */
  public static long of(String name) {
    if (name == null || name.isEmpty()) {
      return 0;
    }
    long hash = MurmurHash3.hash128x64(name.getBytes(StandardCharsets.UTF_8))[0];
    return hash == 0 ? 1 : hash;
  }
}
