/** Formats that are known, and hold nothing that is used. */
package io.flowlens.ingest.formats.unused;
