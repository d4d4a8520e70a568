/**
 * What Lambda itself writes into a function's log, as text or JSON: the format {@code
 * lambda-platform-event}. And what the formats of Lambda share: how it names functions.
 */
package io.flowlens.ingest.formats.lambda;
