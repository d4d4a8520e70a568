/**
 * The one place that writes telemetry as AWS and OpenTelemetry do: spans in the form of the log
 * group {@code aws/spans} and in OTLP, and the batches of a CloudWatch Logs subscription. The
 * simulator, the benchmark and the demo's shop all write through it.
 */
package io.flowlens.lab.simulator.format;
