package io.flowlens.detect.episode;

import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Pinned;
import io.flowlens.model.Severity;
import io.flowlens.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One edge's trouble with one detector's question, as the operator remembers it. */
public final class Episode {
  /** Where an episode is in its life. */
  public enum Phase {
    /** Not yet long enough to be spoken of. */
    SUSPECTED,
    OPEN,
    /** Over, but remembered: it may come back. */
    RESOLVED,
    /** It was none: written once more, then forgotten. */
    RETRACTED
  }

  /**
   * The earliest first; of those the worst when it opened; then by edge, so that there is one
   * order.
   */
  public static final Comparator<Episode> EARLIEST_THEN_WORST =
      Comparator.comparingLong((Episode e) -> e.firstPane)
          .thenComparingDouble(e -> -e.excess)
          .thenComparing(e -> e.detector)
          .thenComparing(e -> e.edge.id());

  public String id;
  public String detector;
  public Edge edge;
  public Phase phase;

  /** Start of the first pane that met the definition. */
  public long firstPane;

  /** Panes in a row that met it, up to the newest. */
  public long firing;

  /**
   * Start of the first of the clear panes up to the newest; {@link #NEVER} when that was not clear.
   */
  public long clearSince = NEVER;

  /** When it opened (the first time). */
  public long detectedAt;

  /** When it was decided that it is over. */
  public long closedAt;

  /** How often it came back. */
  public int reopened;

  /** How far beyond its threshold the detector's first measure was when it opened, as a factor. */
  public double excess;

  /** The newest one that was not clear, with the evidence of all. */
  public Explanation explanation;

  /** What it did elsewhere, as others tell; null when nobody has told. */
  public Explanation effect;

  /** What slow evidence says of it: a verdict; null while none is known. */
  public Judgement.Level verdict;

  /** Why; null while there is no verdict. */
  public Explanation heard;

  /** Why it is for information only, though no symptom; null when it is not. */
  public String doubt;

  /** The worst so far. */
  public Severity severity;

  public String parentId;

  @TypeInfo(Pinned.Edges.class)
  public List<Edge> path = new ArrayList<>();

  /** What somebody changed about its tables and functions, the earliest first. */
  public Signal[] changes = new Signal[0];

  /** The revision last written; 0 when none was. */
  public int revision;

  public long writtenAt;

  /** Whether something changed that must be written with this pane. */
  public boolean changed;

  /** No time. */
  public static final long NEVER = Long.MIN_VALUE;

  /** For Flink. */
  public Episode() {}

  /** Whether it is worth a line on the page. */
  boolean open() {
    return phase == Phase.OPEN;
  }
}
