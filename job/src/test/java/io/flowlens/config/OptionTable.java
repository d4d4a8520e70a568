package io.flowlens.config;

import java.util.stream.Collectors;

/** The options of a program as Markdown. */
public final class OptionTable {
  private OptionTable() {}

  /** A heading, a sentence and a table for each group. */
  public static String of(Options options) {
    return options.groups().stream().map(OptionTable::section).collect(Collectors.joining("\n"));
  }

  private static String section(Group group) {
    StringBuilder text = new StringBuilder("### `" + group.name() + "`\n\n" + group.doc() + "\n");
    if (!group.options().isEmpty()) {
      text.append("\n| key | default | allowed | meaning |\n|---|---|---|---|\n");
      group.options().forEach(option -> text.append(row(option)));
    }
    String prefixes =
        group.prefixes().stream()
            .filter(prefix -> !prefix.isEmpty())
            .map(prefix -> "`" + prefix + "*`")
            .collect(Collectors.joining(" and "));
    if (!prefixes.isEmpty()) {
      text.append("\nKeys ").append(prefixes).append(" are passed on to the connector.\n");
    }
    return text.toString();
  }

  private static String row(Option<?> option) {
    return String.format(
        "| `%s` | %s | %s | %s |\n",
        option.key(),
        byDefault(option),
        OptionText.allowed(option).replace("|", "\\|"),
        option.doc().replace("|", "\\|"));
  }

  private static String byDefault(Option<?> option) {
    if (option.defaultValue() == null) {
      return "*must be given*";
    }
    String written = OptionText.write(option.defaultValue());
    return written.isEmpty() ? "" : "`" + written + "`";
  }
}
