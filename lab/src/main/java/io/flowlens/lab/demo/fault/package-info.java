/** What can go wrong in the lab, each with a switch; where it goes wrong is its owner's concern. */
package io.flowlens.lab.demo.fault;
