/** Formats that carry the bytes of another record in base64. */
package io.flowlens.ingest.formats.envelope;
