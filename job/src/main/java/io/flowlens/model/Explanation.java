package io.flowlens.model;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Why a detector reports a finding: the part of an anomaly that the detector writes and a person
 * reads.
 */
public final class Explanation {
  /** At most this many pieces of evidence. */
  public static final int MAX_EVIDENCE = 8;

  public Severity severity;

  /** 0 to 1. */
  public double confidence;

  /**
   * When the trouble began, epoch milliseconds; 0 where only the pane that first met the definition
   * is known. What an episode opens with is its start, and stays it.
   */
  public long since;

  /** One sentence with the numbers. */
  public String summary;

  /** Codes of what was found, such as {@code RETRY_STORM}. */
  @TypeInfo(Pinned.Strings.class)
  public List<String> findings = new ArrayList<>();

  @TypeInfo(Pinned.Measures.class)
  public List<Measure> measures = new ArrayList<>();

  @TypeInfo(Pinned.EvidenceItems.class)
  public List<EvidenceItem> evidence = new ArrayList<>();

  /** What was checked that could have refuted it. */
  @TypeInfo(Pinned.Strings.class)
  public List<String> counterEvidence = new ArrayList<>();

  @TypeInfo(Pinned.Recommendations.class)
  public List<Recommendation> recommendations = new ArrayList<>();

  /** For Flink. */
  public Explanation() {}
}
