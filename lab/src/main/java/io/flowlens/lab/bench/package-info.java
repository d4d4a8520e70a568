/**
 * The benchmark: the job's topology, and the jobs it is compared with, over the same generated
 * spans, with the same checked results. {@link io.flowlens.lab.bench.Bench} runs it and writes
 * {@code BENCHMARKS.md}.
 */
package io.flowlens.lab.bench;
