package io.flowlens.detect.explain;

import io.flowlens.model.Edge;
import io.flowlens.model.Node;
import java.util.Locale;

/** Numbers and names in the sentences of an explanation; the same wherever the job runs. */
public final class Text {
  private Text() {}

  /** As {@link String#format}, with a point for decimals and a comma for thousands. */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /**
   * A share as a percentage, with a decimal below 10 %: {@code 0.4 %}.
   *
   * @param share 0 to 1
   */
  public static String percent(double share) {
    return format(share < 0.0995 ? "%.1f %%" : "%.0f %%", 100 * share);
  }

  /**
   * A text of one sentence for each part that is not empty, each with a capital letter and a full
   * stop; the first part keeps its first letter, which may be that of a name.
   */
  public static String sentences(String... parts) {
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (text.length() > 0 && !part.isEmpty()) {
        text.append(' ')
            .append(Character.toUpperCase(part.charAt(0)))
            .append(part, 1, part.length());
      } else {
        text.append(part);
      }
      if (!part.isEmpty()) {
        text.append('.');
      }
    }
    return text.toString();
  }

  /** The node's name, or {@code unknown}. */
  public static String name(Node node) {
    return node.name.isEmpty() ? "unknown" : node.name;
  }

  /** The edge as a sentence begins with it: {@code orders → Orders (write)}. */
  public static String name(Edge edge) {
    return format("%s → %s (%s)", name(edge.from), name(edge.to), edge.access.label());
  }
}
