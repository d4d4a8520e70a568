/** The job's metrics: what there is, and how it is counted. */
package io.flowlens.metrics;
