package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Corpus.Form;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A job, or a part of one, that is measured. */
enum Contender {
  TOPOLOGY(Form.BATCHES, "the whole topology"),
  TOPOLOGY_UNJUDGED(Form.BATCHES, "the whole topology, all detectors switched off"),
  TOPOLOGY_ROCKSDB(Form.BATCHES, "the whole topology, state in RocksDB"),
  DECODE(Form.BATCHES, "decoding alone, without Flink"),
  SOURCE(Form.BATCHES, "the benchmark's source alone"),
  DEDUPLICATE(Form.BATCHES, "source and deduplication"),
  SQL_BATCHES(Form.BATCHES, "Flink SQL behind a function that unpacks batches"),
  NAIVE_BATCHES(Form.BATCHES, "naive DataStream job behind the same function"),
  TOPOLOGY_PLAIN(Form.PLAIN, "the whole topology"),
  SQL(Form.PLAIN, "Flink SQL"),
  NAIVE(Form.PLAIN, "naive DataStream job");

  final Form form;

  /** For the report. */
  final String title;

  Contender(Form form, String title) {
    this.form = form;
    this.title = title;
  }

  /** Those that are compared with each other; the others only with themselves. */
  static List<Contender> compared() {
    return Arrays.stream(values()).filter(contender -> contender != TOPOLOGY_UNJUDGED).toList();
  }

  /** The name in the report and in arguments. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it counts edges and minutes, so that its result can be checked. */
  boolean counts() {
    return this != DECODE && this != SOURCE && this != DEDUPLICATE;
  }
}
