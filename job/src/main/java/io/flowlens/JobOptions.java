package io.flowlens;

import io.flowlens.config.Group;
import io.flowlens.config.Options;
import io.flowlens.contract.ContractOptions;
import io.flowlens.detect.Detectors;
import io.flowlens.emit.EmitOptions;
import io.flowlens.flow.FlowOptions;
import io.flowlens.ingest.IngestOptions;
import io.flowlens.ingest.naming.Aliases;
import io.flowlens.ingest.source.InputOptions;
import io.flowlens.schemas.PropertyNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Every property that the job knows, in the order of docs/configuration.md. */
public final class JobOptions {
  private JobOptions() {}

  static Options all() {
    return with(InputOptions.GROUP, EmitOptions.GROUPS);
  }

  /** Those of a replay: the same, but inputs and outputs need not be given, as it has its own. */
  public static Options ofReplay() {
    return with(
        InputOptions.GROUP.optional(),
        EmitOptions.GROUPS.stream().map(Group::optional).collect(Collectors.toList()));
  }

  private static Options with(Group inputs, List<Group> outputs) {
    return Options.of(inputs)
        .and(outputs)
        .and("What decoding allows and remembers.", IngestOptions.ALL)
        .and("Pairing of spans, panes, edge aggregates.", FlowOptions.all())
        .and(
            "When a detector reports an anomaly, and how the anomaly goes on.", Detectors.options())
        .and(List.of(ContractOptions.GROUP))
        .and(Detectors.muteGroups())
        .and(List.of(aliases()));
  }

  private static Group aliases() {
    return Group.of(
            PropertyNames.ALIASES,
            "Names that mean the same node: the key is a name as it is seen, the value"
                + " `[kind:]name`, such as `checkout-role` = `service:checkout`.",
            List.of())
        .passing("")
        .checked(JobOptions::aliasFaults);
  }

  private static List<String> aliasFaults(Map<String, String> texts) {
    try {
      Aliases.of(texts);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(e.getMessage());
    }
  }
}
