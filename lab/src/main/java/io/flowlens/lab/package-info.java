/**
 * The world to try flowlens in: a local AWS, a shop that really calls it, generated traffic,
 * benchmarks.
 */
package io.flowlens.lab;
