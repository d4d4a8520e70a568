/**
 * From records to events: deduplicate, inflate, find the format, decode. What a format is, is said
 * in {@link io.flowlens.ingest.Format}; which there are, in {@link io.flowlens.ingest.Formats}. A
 * format lives in its own package; {@code span} and {@code dynamodb} hold what several share.
 */
package io.flowlens.ingest;
