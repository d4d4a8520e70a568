package io.flowlens.ingest;

import io.flowlens.config.Settings;

/** What every format works with; belongs to one thread. */
public final class Tools {
  private final Json json;
  private final Nodes nodes;
  private final Symbols symbols = new Symbols();
  private final Blocks blocks = new Blocks();
  private final int maxDepth;

  public Tools(Settings settings, Aliases aliases) {
    json = new Json(settings);
    nodes = new Nodes(aliases, new ChangeStreams(settings));
    maxDepth = Math.toIntExact(settings.get(IngestOptions.MAX_JSON_DEPTH));
  }

  /** A cursor of one's own. */
  public Cursor cursor() {
    return new Cursor(symbols, blocks, maxDepth);
  }

  public Json json() {
    return json;
  }

  public Nodes nodes() {
    return nodes;
  }
}
