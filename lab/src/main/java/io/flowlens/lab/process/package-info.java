/** The processes that the lab starts: tools that run and end, and children that end with it. */
package io.flowlens.lab.process;
