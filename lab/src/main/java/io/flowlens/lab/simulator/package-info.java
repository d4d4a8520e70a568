/**
 * Generated traffic with known truth: a seeded discrete-event simulation of services, functions and
 * tables that writes what AWS would write about them, and remembers what really happened.
 *
 * <p>The parts, in the order data takes: {@code world} describes a system, {@code traffic} lets it
 * live on the {@code engine}'s queue with the retry policies of {@code client}, {@code wire} turns
 * what happened into real payloads, {@code archive} disorders and stores them for {@code
 * scripts/replay}, and {@code truth} keeps the books. The same seed gives the same bytes.
 */
package io.flowlens.lab.simulator;
