/**
 * What the AWS SDKs measure of their own calls: the events of client-side monitoring, and the
 * metrics of the SDK for Java 2 in the embedded metric format.
 */
package io.flowlens.ingest.formats.sdkmetrics;
