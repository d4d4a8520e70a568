/**
 * The words of flowlens: nodes, edges, flows, signals, panes, aggregates, anomalies, dead letters.
 *
 * <p>Stages meet only here: ingest, flow, detect and emit import this package, and it imports none
 * of them. Types that travel on a stream or rest in state are Flink POJOs (public fields, public
 * no-arg constructor) or bring their own serializer; they are treated as immutable once handed on.
 */
package io.flowlens.model;
