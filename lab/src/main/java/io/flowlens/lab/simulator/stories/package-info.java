/**
 * What the evaluation plays: for each detection the faults it must find, and what looks like them
 * and is none.
 */
package io.flowlens.lab.simulator.stories;
