/**
 * The simulation itself: requests walk through services and tables, and attempts fail and are tried
 * again.
 */
package io.flowlens.lab.simulator.traffic;
