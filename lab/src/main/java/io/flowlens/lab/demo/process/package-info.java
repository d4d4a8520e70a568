/** What makes a Java program that the lab starts end with it. */
package io.flowlens.lab.demo.process;
