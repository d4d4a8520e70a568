package io.flowlens.detect;

import io.flowlens.model.Anomaly;
import java.util.stream.Collectors;

/** An anomaly as a page of text, complete, so that two can be compared. */
public final class AnomalyText {
  private AnomalyText() {}

  public static String of(Anomaly anomaly) {
    return String.join(
        "\n",
        anomaly.id + " " + anomaly.type + " #" + anomaly.revision + " " + anomaly.status,
        "started "
            + PaneBuilder.time(anomaly.startedAt)
            + ", detected "
            + PaneBuilder.time(anomaly.detectedAt)
            + ", updated "
            + PaneBuilder.time(anomaly.updatedAt)
            + (anomaly.resolvedAt == 0 ? "" : ", resolved " + PaneBuilder.time(anomaly.resolvedAt)),
        "root " + anomaly.root.id() + " of " + anomaly.parentId,
        "path " + anomaly.path.stream().map(Object::toString).collect(Collectors.joining(" ")),
        ExplanationText.of(anomaly.explanation));
  }
}
