package io.flowlens.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * An episode as it stands at one revision; its id is a pure function of detector, root and first
 * pane.
 */
public final class Anomaly {
  /** Where the episode is in its life. */
  public enum Status {
    OPEN,
    UPDATED,
    RESOLVED,
    RETRACTED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word used in JSON. */
    public String label() {
      return label;
    }
  }

  public String id;

  /** The detector's id, such as {@code retry-cascade}. */
  public String type;

  /** Counts up from 1 with each emission of the same id. */
  public int revision;

  public Status status;

  /** Event time, epoch milliseconds: when it began, which may be before the first pane judged. */
  public long startedAt;

  /** Event time at which it opened. */
  public long detectedAt;

  public long updatedAt;

  /** 0 until resolved. */
  public long resolvedAt;

  public Subject root;

  /** Edges the trouble runs along, cause first. */
  @TypeInfo(Pinned.Edges.class)
  public List<Edge> path = new ArrayList<>();

  public Explanation explanation;

  /** The anomaly this one is a symptom of; null when none. */
  public String parentId;

  /** For Flink. */
  public Anomaly() {}
}
