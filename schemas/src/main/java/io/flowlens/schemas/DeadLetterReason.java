package io.flowlens.schemas;

/** What kind of fault made input unusable: the values of a dead letter's {@code reason}. */
public final class DeadLetterReason {
  /** The record holds nothing, or only white space. */
  public static final String EMPTY = "empty";

  /** It starts like gzip or zlib, but does not inflate, or its checksum is wrong. */
  public static final String BAD_GZIP = "bad-gzip";

  /** It inflates beyond the limit, or one span of it is larger than 1 MiB. */
  public static final String TOO_LARGE = "too-large";

  /** It is neither UTF-8 nor a whole OTLP request in protobuf. */
  public static final String BAD_UTF8 = "bad-utf8";

  /** It is not one whole JSON object. */
  public static final String BAD_JSON = "bad-json";

  /** Its JSON nests beyond the limit. */
  public static final String TOO_DEEP = "too-deep";

  /** No known format has these fields. */
  public static final String UNKNOWN_FORMAT = "unknown-format";

  /** A field that its format always has is not there. */
  public static final String MISSING_FIELD = "missing-field";

  /** A field holds another type, or a value outside what it can mean. */
  public static final String WRONG_TYPE = "wrong-type";

  /** Its time lies before the cloud was opened or far in the future. */
  public static final String BAD_TIME = "bad-time";

  /** It is a part of a dead letter, and others of its parts were not found. */
  public static final String MISSING_PARTS = "missing-parts";

  /** A fault of the program, not of the input. */
  public static final String INTERNAL_ERROR = "internal-error";

  /**
   * A result that its target cannot take: an item over 400 KB, a record over 1 MiB, a key too long.
   */
  public static final String RESULT_TOO_LARGE = "result-too-large";

  private DeadLetterReason() {}
}
