package io.flowlens.ingest.naming;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a PartiQL statement for DynamoDB says of its table, without parsing all of it. */
public final class PartiQl {
  private static final int MAX_LENGTH = 8_192;

  /** FROM, INTO or UPDATE, a table, and perhaps a dot and an index; quoted or not. */
  private static final Pattern TARGET =
      Pattern.compile(
          "\\b(?:FROM|INTO|UPDATE)\\s+(?:\"([^\"]+)\"|([A-Za-z0-9_-]++))"
              + "(?:\\s*\\.\\s*(?:\"([^\"]+)\"|([A-Za-z0-9_-]++)))?",
          Pattern.CASE_INSENSITIVE);

  private PartiQl() {}

  /** Whether the statement only reads. */
  public static boolean isRead(String statement) {
    return statement.trim().regionMatches(true, 0, "SELECT", 0, 6)
        || statement.trim().regionMatches(true, 0, "EXISTS", 0, 6);
  }

  /** The table's name, or null. */
  public static String table(String statement) {
    Matcher target = find(statement);
    return target == null ? null : either(target.group(1), target.group(2));
  }

  /** The index's name, or null where the statement names only a table. */
  public static String index(String statement) {
    Matcher target = find(statement);
    return target == null ? null : either(target.group(3), target.group(4));
  }

  private static Matcher find(String statement) {
    String head = statement.length() > MAX_LENGTH ? statement.substring(0, MAX_LENGTH) : statement;
    Matcher target = TARGET.matcher(head);
    return target.find() ? target : null;
  }

  private static String either(String quoted, String plain) {
    return quoted != null ? quoted : plain;
  }
}
