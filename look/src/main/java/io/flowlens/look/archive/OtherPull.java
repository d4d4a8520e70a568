package io.flowlens.look.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;

/** A folder holds what was pulled for something else. */
public final class OtherPull extends Exception {
  OtherPull(Path folder, JsonNode of) {
    super(
        folder
            + " holds what was pulled of account "
            + of.path("account").asText()
            + " in "
            + of.path("region").asText()
            + " from "
            + of.path("from").asText()
            + " to "
            + of.path("to").asText()
            + ". Name another folder with --archive, or delete this one.");
  }
}
