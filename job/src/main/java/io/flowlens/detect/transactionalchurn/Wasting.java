package io.flowlens.detect.transactionalchurn;

/** How a caller has been wasting too much, from its beginning. */
public final class Wasting {
  /** A share that is not known. */
  static final double NOT_KNOWN = -1;

  /** Start of the minute in which it began. */
  public long since;

  /** Whether it is reported. */
  public boolean reported;

  /** The usual share before it began; {@link #NOT_KNOWN} while it was being learned. */
  public double usual;

  /** The usual attempts per minute before it began; 0 where not known. */
  public double usualPerMinute;

  /** The share that had to be exceeded. */
  public double threshold;

  /** Whether only its conflicts are too many, and these as usual. */
  public boolean standing;

  /** What it did since then, packed: see {@link Waste}. */
  public byte[] totals = new byte[0];

  /** The highest share wasted in a minute since then. */
  public double peak;

  /** Keys whose writes failed since then, packed. */
  public byte[] failedKeys = new byte[0];

  /** Failed writes whose key is told, since then. */
  public long keyed;

  /** Others who wrote to these keys, the one with most of them first. */
  public Partner[] partners = new Partner[0];

  /** For Flink. */
  public Wasting() {}
}
