package io.flowlens.lab.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;
import org.apache.flink.util.Collector;

/** The SQL connector over {@link JsonSpans}; the format is the user's choice, as with Kinesis. */
public final class SpansTable implements DynamicTableSourceFactory {
  /** The table's source; static because SQL creates the factory itself. */
  static volatile Load load;

  static volatile Corpus.Form form;

  /** For Flink. */
  public SpansTable() {}

  @Override
  public String factoryIdentifier() {
    return "benchmark-spans";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(FactoryUtil.FORMAT);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    DecodingFormat<DeserializationSchema<RowData>> format =
        helper.discoverDecodingFormat(DeserializationFormatFactory.class, FactoryUtil.FORMAT);
    helper.validate();
    return new Source(format, context.getPhysicalRowDataType());
  }

  private record Source(DecodingFormat<DeserializationSchema<RowData>> format, DataType columns)
      implements ScanTableSource {
    @Override
    public ChangelogMode getChangelogMode() {
      return format.getChangelogMode();
    }

    @Override
    public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
      DeserializationSchema<RowData> schema = format.createRuntimeDecoder(context, columns);
      return new DataStreamScanProvider() {
        @Override
        public DataStream<RowData> produceDataStream(
            ProviderContext provider, StreamExecutionEnvironment env) {
          return JsonSpans.open(env, load, form)
              .flatMap(new Deserialize(schema), schema.getProducedType());
        }

        @Override
        public boolean isBounded() {
          return false;
        }
      };
    }

    @Override
    public DynamicTableSource copy() {
      return new Source(format, columns);
    }

    @Override
    public String asSummaryString() {
      return "benchmark spans";
    }
  }

  /** Copies each record, as a Kinesis source does. */
  private static final class Deserialize extends RichFlatMapFunction<byte[], RowData> {
    private final DeserializationSchema<RowData> schema;

    private Deserialize(DeserializationSchema<RowData> schema) {
      this.schema = schema;
    }

    @Override
    public void open(OpenContext context) throws Exception {
      schema.open(null);
    }

    @Override
    public void flatMap(byte[] data, Collector<RowData> out) {
      try {
        schema.deserialize(data, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
