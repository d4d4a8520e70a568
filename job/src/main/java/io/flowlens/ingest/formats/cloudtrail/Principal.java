package io.flowlens.ingest.formats.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import io.flowlens.model.NodeKind;

/**
 * Who made the call that a CloudTrail record tells of: a Lambda function by its session's name,
 * else a role, a user or an AWS service by its name.
 */
final class Principal {
  private final String name;
  private final String account;
  private final boolean function;
  private final boolean serviceRole;

  private Principal(String name, String account, boolean function, boolean serviceRole) {
    this.name = name;
    this.account = account;
    this.function = function;
    this.serviceRole = serviceRole;
  }

  static Principal of(JsonNode record) {
    JsonNode identity = Fields.get(record, "userIdentity");
    String arn = Fields.text(identity, "arn");
    String account = Fields.text(identity, "accountId");
    JsonNode issuer = Fields.get(Fields.get(identity, "sessionContext"), "sessionIssuer");
    String role = Fields.text(issuer, "userName");
    boolean assumed = "AssumedRole".equals(Fields.text(identity, "type")) || !role.isEmpty();
    boolean function = assumed && Fields.text(record, "userAgent").contains("exec-env/AWS_Lambda");
    return new Principal(
        function ? lastPart(arn) : name(identity, arn, role),
        account.isEmpty() ? Fields.text(record, "recipientAccountId") : account,
        function,
        role.startsWith("AWSServiceRoleFor") || arn.contains("/AWSServiceRoleFor"));
  }

  private static String name(JsonNode identity, String arn, String role) {
    if (!role.isEmpty()) {
      return role;
    }
    String assumed = between(arn, ":assumed-role/");
    String user = Fields.text(identity, "userName");
    String invokedBy = Fields.text(identity, "invokedBy");
    if (!assumed.isEmpty()) {
      return assumed;
    }
    if (!user.isEmpty()) {
      return user;
    }
    if (!arn.isEmpty()) {
      return lastPart(arn);
    }
    return invokedBy.isEmpty() ? Fields.text(identity, "principalId") : invokedBy;
  }

  /** The part of the ARN that follows, up to the next slash. */
  private static String between(String arn, String before) {
    int start = arn.indexOf(before);
    if (start < 0) {
      return "";
    }
    int from = start + before.length();
    int slash = arn.indexOf('/', from);
    return slash < 0 ? arn.substring(from) : arn.substring(from, slash);
  }

  private static String lastPart(String arn) {
    return arn.substring(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1);
  }

  /** Never empty. */
  String name() {
    return name.isEmpty() ? "unknown caller" : name;
  }

  /** A function, a service, or unknown where the record names nobody. */
  NodeKind kind() {
    if (name.isEmpty()) {
      return NodeKind.UNKNOWN;
    }
    return function ? NodeKind.FUNCTION : NodeKind.SERVICE;
  }

  /** Twelve digits, or empty. */
  String account() {
    return account;
  }

  /** Whether it is AWS working for itself: scaling, replication, backups. */
  boolean isServiceRole() {
    return serviceRole;
  }
}
