package io.flowlens.ingest;

import io.flowlens.config.Settings;

/** What every format works with; belongs to one thread. */
public final class Tools {
  private final Json json;
  private final Nodes nodes;
  private final Symbols symbols = new Symbols();

  public Tools(Settings settings, Aliases aliases) {
    json = new Json(settings);
    nodes = new Nodes(aliases);
  }

  public Json json() {
    return json;
  }

  public Nodes nodes() {
    return nodes;
  }

  public Symbols symbols() {
    return symbols;
  }
}
