/** Drops records that were read before. */
package io.flowlens.ingest.dedup;
