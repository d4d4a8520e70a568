/** The books of what really happened, by edge and minute. */
package io.flowlens.lab.simulator.truth;
