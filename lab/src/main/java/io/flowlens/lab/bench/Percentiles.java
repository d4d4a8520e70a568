package io.flowlens.lab.bench;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.annotation.FunctionHint;
import org.apache.flink.table.functions.AggregateFunction;
import org.apache.flink.types.Row;

/**
 * Median and 99th percentile of nanoseconds, in milliseconds, for SQL, which has no percentile
 * function: the sketch is DDSketch, the usual choice.
 */
@FunctionHint(
    accumulator =
        @DataTypeHint(
            value = "RAW",
            bridgedTo = DDSketch.class,
            rawSerializer = SketchSerializer.class),
    output = @DataTypeHint("ROW<p50 DOUBLE, p99 DOUBLE>"))
public final class Percentiles extends AggregateFunction<Row, DDSketch> {
  /** Relative error. */
  static final double ACCURACY = 0.01;

  /** For Flink. */
  public Percentiles() {}

  @Override
  public DDSketch createAccumulator() {
    return DDSketches.unboundedDense(ACCURACY);
  }

  /** Called by generated code. */
  public void accumulate(DDSketch sketch, Long nanos) {
    sketch.accept(nanos / 1e6);
  }

  /** Called by generated code. */
  public void merge(DDSketch sketch, Iterable<DDSketch> others) {
    others.forEach(sketch::mergeWith);
  }

  @Override
  public Row getValue(DDSketch sketch) {
    return Row.of(sketch.getValueAtQuantile(0.5), sketch.getValueAtQuantile(0.99));
  }
}
