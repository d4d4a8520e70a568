/**
 * A company's ordinary day, for what must not fire: services in Python, Node and Java with habits
 * that look like faults and are none. It shares no code with the simulator, and writes spans as the
 * languages' own instrumentations do.
 */
package io.flowlens.lab.evaluation.company;
