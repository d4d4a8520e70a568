/** Simulated time and seeded chance. */
package io.flowlens.lab.simulator.engine;
