/**
 * From flows to edges: pairing of span halves, panes of ten seconds, edge aggregates of a minute.
 *
 * <p>The order is that of the data: {@link io.flowlens.flow.PairSpans} makes flows of halves,
 * {@link io.flowlens.flow.CombineLocally} adds flows up before the shuffle, {@link
 * io.flowlens.flow.Panes} merges what arrives for an edge, hands closed panes to the detectors and
 * writes the edge's rows.
 */
package io.flowlens.flow;
