/**
 * How the shop's spans reach flowlens: OpenTelemetry's SDK, and an exporter that writes finished
 * spans the way a CloudWatch Logs subscription of the log group {@code aws/spans} does.
 */
package io.flowlens.lab.demo.telemetry;
