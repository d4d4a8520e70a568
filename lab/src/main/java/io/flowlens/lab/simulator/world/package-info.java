/** What a simulated system consists of: services, tables, endpoints, load and faults. */
package io.flowlens.lab.simulator.world;
