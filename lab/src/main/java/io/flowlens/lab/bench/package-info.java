/**
 * The benchmark: the job's topology, and what a user would write instead of it, over the same
 * generated spans, with the same checked results. {@link io.flowlens.lab.bench.Bench} runs it and
 * writes {@code BENCHMARKS.md}.
 */
package io.flowlens.lab.bench;
