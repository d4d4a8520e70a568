package io.flowlens.detect.stats;

/**
 * The form of something that is packed into bytes in a detector's state. The bytes begin with the
 * version of the form. Older versions are read; a newer one is refused with a clear message.
 *
 * <p>A version is written as a number of two bytes, which {@link Varints} would write as one. So
 * bytes from before there were versions, which begin with an ordinary number, are recognised: they
 * are version 0.
 */
public final class PackedForm {
  private static final int LARGEST = 127;

  private final String name;
  private final int version;

  /**
   * A form.
   *
   * @param name for people, such as {@code retry-cascade calls}
   * @param version the newest one, 1 to 127; rises when the order or meaning of the numbers changes
   */
  public PackedForm(String name, int version) {
    if (version < 1 || version > LARGEST) {
      throw new IllegalArgumentException("no version of a packed form: " + version);
    }
    this.name = name;
    this.version = version;
  }

  /** To write the newest version. */
  public Varints writer() {
    Varints out = new Varints();
    out.writeVersion(version);
    return out;
  }

  /**
   * To read any version up to the newest; {@link Varints#version} says which it is.
   *
   * @throws IllegalStateException if the version is newer
   */
  public Varints reader(byte[] packed) {
    Varints in = new Varints(packed);
    if (in.version() > version) {
      throw new IllegalStateException(
          "Stored state \""
              + name
              + "\" has version "
              + in.version()
              + ", but this version of flowlens"
              + " reads it up to version "
              + version
              + ". Run the newer version of flowlens, or restore a"
              + " snapshot that this version wrote: see docs/upgrade.md.");
    }
    return in;
  }
}
