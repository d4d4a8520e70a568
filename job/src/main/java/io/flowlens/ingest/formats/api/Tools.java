package io.flowlens.ingest.formats.api;

import io.flowlens.config.Settings;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.ingest.json.Blocks;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.json.Json;
import io.flowlens.ingest.json.Symbols;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.naming.ChangeStreams;
import io.flowlens.ingest.naming.FunctionSources;
import io.flowlens.ingest.naming.Nodes;

/** What every format works with; belongs to one thread. */
public final class Tools {
  private final Json json;
  private final Nodes nodes;
  private final FunctionSources functionSources;
  private final Symbols symbols = new Symbols();
  private final Blocks blocks = new Blocks();
  private final int maxDepth;

  public Tools(Settings settings, Aliases aliases) {
    nodes = new Nodes(aliases, new ChangeStreams(settings));
    functionSources = new FunctionSources(settings, nodes);
    maxDepth = Math.toIntExact(settings.get(IngestOptions.MAX_JSON_DEPTH));
    json = new Json(maxDepth, Math.toIntExact(settings.get(IngestOptions.MAX_INFLATED_BYTES)));
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

  /** What feeds functions, as far as the settings say it. */
  public FunctionSources functionSources() {
    return functionSources;
  }
}
