/** What AWS writes about traffic: spans, change records, CloudTrail events. */
package io.flowlens.lab.simulator.wire;
