package io.flowlens.look.archive;

import com.fasterxml.jackson.databind.JsonNode;

/** A file that is being written. */
public interface Lines {
  /** Adds a payload. */
  void add(JsonNode payload);
}
