package io.flowlens.schemas.records;

/** A record follows a schema that this program does not know yet. */
public final class NewerSchemaVersion extends RuntimeException {
  NewerSchemaVersion(String kind, int version, int newest) {
    super(
        "The "
            + kind
            + " follows version "
            + version
            + " of its schema, and this program knows "
            + newest
            + ": update flowlens-schemas.");
  }
}
