/** Ends the Java programs that the lab starts together with the lab. */
package io.flowlens.lab.demo.process;
