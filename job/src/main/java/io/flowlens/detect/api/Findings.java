package io.flowlens.detect.api;

import io.flowlens.model.Edge;
import io.flowlens.model.Explanation;
import io.flowlens.model.Judgement;
import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Subject;
import java.util.ArrayList;
import java.util.List;

/** What a detector finds in one round. A subject that is not mentioned is clear. */
public final class Findings {
  private final String detector;
  private final long round;
  private final List<Judgement> all = new ArrayList<>();
  private final List<Observation> observations = new ArrayList<>();
  private long reopenMillis;

  /** Of this detector in the round that begins then. */
  public Findings(String detector, long round) {
    this.detector = detector;
    this.round = round;
  }

  /**
   * An edge is not clear, or it is clear now and this is the final explanation of its trouble.
   *
   * @param explanation its first measure is the one that the definition is about
   */
  public void add(Edge edge, Level level, Explanation explanation) {
    add(Subject.of(edge), level, explanation);
  }

  /**
   * Lets the episodes of what is added from now on come back for longer than others: trouble that
   * only pauses, say at night, is one episode.
   *
   * @param millis how long after an episode's end; instead of {@code Episodes/reopen.within}
   */
  public void reopenWithin(long millis) {
    reopenMillis = millis;
  }

  /**
   * An edge is clear, and its trouble has been over since an earlier time than this round.
   *
   * @param endedAt epoch milliseconds
   */
  public void over(Edge edge, long endedAt) {
    over(edge, null, endedAt);
  }

  /** The same with the final explanation of the trouble. */
  public void over(Edge edge, Explanation explanation, long endedAt) {
    over(Subject.of(edge), explanation, endedAt);
  }

  /** The same of an edge or a node. */
  public void over(Subject subject, Explanation explanation, long endedAt) {
    add(subject, Level.CLEAR, explanation);
    all.get(all.size() - 1).endedAt = endedAt;
  }

  /** The same of an edge or a node. */
  public void add(Subject subject, Level level, Explanation explanation) {
    Judgement finding = new Judgement();
    finding.detector = detector;
    finding.subject = subject;
    finding.paneStart = round;
    finding.level = level;
    finding.explanation = explanation;
    finding.reopenMillis = reopenMillis;
    all.add(finding);
  }

  /** What an episode did along an edge on which its data goes on; opens and holds nothing. */
  public void effect(Edge edge, Explanation explanation) {
    add(edge, Level.EFFECT, explanation);
  }

  /**
   * The result of the verification of the edge's episode.
   *
   * @param from start of the first minute that it is about, epoch milliseconds
   * @param to end of the last minute that it is about
   */
  public void verdict(Edge edge, Level level, Explanation explanation, long from, long to) {
    add(edge, level, explanation);
    Judgement verdict = all.get(all.size() - 1);
    verdict.verifiedFrom = from;
    verdict.verifiedTo = to;
  }

  /** What fast evidence shows of an edge, to be compared with CloudTrail when that arrives. */
  public void observed(Observation observation) {
    observations.add(observation);
  }

  /** All observations, in the order they were added. */
  public List<Observation> observations() {
    return observations;
  }

  /** Leaves out what was found of this edge. */
  public void dismiss(Edge edge) {
    all.removeIf(finding -> finding.subject.equals(Subject.of(edge)));
  }

  /** All findings, in the order they were added. */
  public List<Judgement> all() {
    return all;
  }
}
