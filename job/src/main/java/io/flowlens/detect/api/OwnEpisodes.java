package io.flowlens.detect.api;

import io.flowlens.model.Judgement.Level;
import io.flowlens.model.Subject;

/** A detector's own episodes in one scope, as they stood before the round. */
public interface OwnEpisodes {
  /** Of a detector that has none. */
  OwnEpisodes NONE =
      new OwnEpisodes() {
        @Override
        public boolean isOpen(Subject subject) {
          return false;
        }

        @Override
        public boolean opensWith(Subject subject, Level level) {
          return level == Level.EXTREME;
        }
      };

  /** Whether the subject's episode is open. */
  boolean isOpen(Subject subject);

  /** Whether a finding of this level in this round opens an episode, or finds it open. */
  boolean opensWith(Subject subject, Level level);
}
