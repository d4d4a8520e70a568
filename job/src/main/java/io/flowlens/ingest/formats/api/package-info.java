/**
 * What a format is given and what it gives: a {@link io.flowlens.ingest.formats.api.Payload} in,
 * {@link io.flowlens.ingest.formats.api.Events} out. The list of all formats is {@code
 * decode.Formats}.
 */
package io.flowlens.ingest.formats.api;
