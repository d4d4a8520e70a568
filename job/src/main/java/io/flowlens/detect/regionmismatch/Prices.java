package io.flowlens.detect.regionmismatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** List prices as of one day, from {@code prices.properties}, in US dollars. */
final class Prices {
  static final Prices LISTED = read();

  /** The day on which they were looked up, as {@code 2026-11-25}. */
  final String date;

  /** For data from one region to another, per GB. */
  final double transferLeast;

  final double transferMost;

  /** For a million writes in one more region. */
  final double replicatedWrites;

  /** For a GB in one more region, for a month. */
  final double storage;

  private Prices(Properties file) {
    date = file.getProperty("date");
    transferLeast = number(file, "transfer.per.gb.least");
    transferMost = number(file, "transfer.per.gb.most");
    replicatedWrites = number(file, "replicated.write.per.million");
    storage = number(file, "storage.per.gb.month");
  }

  private static double number(Properties file, String key) {
    return Double.parseDouble(file.getProperty(key));
  }

  private static Prices read() {
    Properties file = new Properties();
    try (InputStream in = Prices.class.getResourceAsStream("prices.properties")) {
      file.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Prices(file);
  }
}
