package io.flowlens.detect.consistencyconflict;

import io.flowlens.model.Edge;

/** Updates of a table's items that are lost, since the first of them. */
public final class Losses {
  /** So many are remembered one by one. */
  static final int EXAMPLES = 5;

  /** When the first was lost, epoch milliseconds. */
  public long since;

  /** When the newest was lost. */
  public long last;

  /** When each of the newest was lost, as many as open an anomaly. */
  public long[] newest = new long[0];

  /** How many. */
  public long lost;

  /** Of these, those that the versions prove alone. */
  public long byVersions;

  /** Meetings of histories of which it is not known whether anything was lost. */
  public long undecided;

  /** Changes that were followed in this time. */
  public long followed;

  /** The longest time between the winner's write and its arrival, in milliseconds. */
  public long longestLag;

  /** Lost by one region to another: the pairs, the one that lost most first. */
  public Direction[] directions = new Direction[0];

  /** The newest ones. */
  public Example[] examples = new Example[0];

  /** Whether an anomaly of it is open. */
  public boolean reported;

  /** The way by which most were lost when the anomaly opened; null before. */
  public Edge root;

  /** For Flink. */
  public Losses() {}

  /** What one region lost to another. */
  public static final class Direction {
    /** Places of the regions. */
    public int winner;

    public int loser;
    public long lost;

    /** For Flink. */
    public Direction() {}
  }

  /** One of them. */
  public static final class Example {
    public long key;
    public int winner;
    public int loser;

    /** When the losing region recorded the winner's write, epoch milliseconds. */
    public long at;

    /** For Flink. */
    public Example() {}
  }
}
