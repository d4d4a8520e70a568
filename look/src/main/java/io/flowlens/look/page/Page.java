package io.flowlens.look.page;

import io.flowlens.diagram.RecordedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Writes the page: diagram, anomalies and coverage in one file that loads nothing. */
public final class Page {
  private Page() {}

  /** Writes it. */
  public static void write(
      Path file,
      String title,
      Results results,
      Instant minute,
      Coverage coverage,
      List<String> gaps)
      throws IOException {
    String card = CoverageCard.of(title, coverage, gaps);
    Files.writeString(file, RecordedPage.of(results.rows(), results.anomalies(), minute, card));
  }
}
