/** The faults of the demo, each with a switch; the faulty part itself reads its switch. */
package io.flowlens.lab.demo.fault;
