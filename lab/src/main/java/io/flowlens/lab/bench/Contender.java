package io.flowlens.lab.bench;

import io.flowlens.lab.bench.Corpus.Form;
import java.util.Locale;

/** What is measured. */
enum Contender {
  SQL("Flink SQL: counts, errors and percentiles of each edge and minute", Form.PLAIN),
  NAIVE("naive DataStream job of the same", Form.PLAIN);

  /** For the report. */
  final String title;

  final Form form;

  Contender(String title, Form form) {
    this.title = title;
    this.form = form;
  }

  /** The name in arguments. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
