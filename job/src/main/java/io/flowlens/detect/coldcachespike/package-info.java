/** Cold-cache spikes: slow calls that come from first use, hidden by the average. */
package io.flowlens.detect.coldcachespike;
