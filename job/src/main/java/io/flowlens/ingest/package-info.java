/**
 * From records to events, one package for each step: {@code source} reads streams, {@code dedup}
 * drops what was read before, {@code decode} finds the format and decodes, {@code formats} holds a
 * package for each format, {@code json} and {@code naming} are what formats share.
 */
package io.flowlens.ingest;
