package io.flowlens.detect.episode;

import io.flowlens.model.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Names episodes so that the same input always gives the same name. */
final class EpisodeId {
  private static final int BYTES = 8;

  private EpisodeId() {}

  /** Sixteen hex digits that depend on these three alone. */
  static String of(String detector, Subject subject, long firstPane) {
    String text = detector + '\n' + subject.id() + '\n' + firstPane;
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < BYTES; i++) {
      hex.append(String.format("%02x", digest[i]));
    }
    return hex.toString();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
