package io.flowlens.schemas.records;

/** A thing that data passes through or rests in. Parts that are not known are empty. */
public final class Node {
  /** What it is, such as {@code service}, {@code function} or {@code table}. */
  public String kind;

  /** The AWS account, twelve digits. */
  public String account;

  public String region;

  /** Its name as its owner wrote it; an index is {@code <table>/<index>}. */
  public String name;
}
