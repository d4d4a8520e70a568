/**
 * What CloudWatch sends: metric streams in JSON (the format {@code metric-stream}) and in
 * OpenTelemetry's protobuf, and the changes of alarms and of auto scaling.
 */
package io.flowlens.ingest.formats.cloudwatch;
