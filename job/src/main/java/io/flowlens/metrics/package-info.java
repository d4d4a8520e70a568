/** Counters that all stages keep alike. */
package io.flowlens.metrics;
