package io.flowlens.ingest.formats.dynamodb;

import io.flowlens.ingest.naming.PartiQl;
import io.flowlens.model.Access;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** DynamoDB's API operations and what they do to a table's data. */
public final class Operations {
  private static final Set<String> CONTROL_VERBS =
      Set.of(
          "Describe",
          "List",
          "Create",
          "Tag",
          "Untag",
          "Export",
          "Import",
          "Restore",
          "Enable",
          "Disable");

  private static final Set<String> CONTROL =
      Set.of(
          "UpdateTable",
          "DeleteTable",
          "UpdateTimeToLive",
          "UpdateContinuousBackups",
          "UpdateContributorInsights",
          "UpdateGlobalTable",
          "UpdateGlobalTableSettings",
          "UpdateKinesisStreamingDestination",
          "UpdateTableReplicaAutoScaling",
          "DeleteBackup",
          "GetResourcePolicy",
          "PutResourcePolicy",
          "DeleteResourcePolicy");

  private static final Map<String, Access> DATA = new HashMap<>();

  static {
    for (String read : new String[] {"GetItem", "BatchGetItem", "Query", "Scan", "SearchVectors"}) {
      DATA.put(read, Access.READ);
    }
    for (String write : new String[] {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem"}) {
      DATA.put(write, Access.WRITE);
    }
    for (String transaction :
        new String[] {"TransactGetItems", "TransactWriteItems", "ExecuteTransaction"}) {
      DATA.put(transaction, Access.TRANSACT);
    }
  }

  private Operations() {}

  /** Whether it manages tables instead of passing data. */
  public static boolean isControl(String operation) {
    return CONTROL.contains(operation)
        || CONTROL_VERBS.stream().anyMatch(verb -> startsWithWord(operation, verb));
  }

  /**
   * How the operation passes data. {@code ExecuteStatement} and {@code BatchExecuteStatement} do
   * what their statement says; a statement that is not known counts as a read.
   *
   * @param statement the PartiQL text, or null
   * @return null where the operation is not known to pass data
   */
  public static Access access(String operation, String statement) {
    Access access = DATA.get(operation);
    if (access == null && operation.endsWith("ExecuteStatement")) {
      return statement == null || PartiQl.isRead(statement) ? Access.READ : Access.WRITE;
    }
    return access;
  }

  /** Whether a transaction only reads. */
  public static boolean isReadTransaction(String operation) {
    return "TransactGetItems".equals(operation);
  }

  private static boolean startsWithWord(String operation, String verb) {
    return operation.startsWith(verb)
        && operation.length() > verb.length()
        && Character.isUpperCase(operation.charAt(verb.length()));
  }
}
