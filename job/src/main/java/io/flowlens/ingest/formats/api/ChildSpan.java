package io.flowlens.ingest.formats.api;

import io.flowlens.model.ErrorClass;

/**
 * A span that may only repeat what its parent shows: an HTTP request may be an attempt of an SDK
 * call, a consumer span may be the invocation of its function. Which of it holds is known when the
 * whole record is decoded, because children come before their parents.
 */
public final class ChildSpan {
  /** Whether it is an HTTP request; else it is a consumer of messages. */
  public final boolean isRequest;

  /** The host of a request; null when unknown. */
  public final String host;

  /** The region that the host names; may be empty. */
  public final String region;

  /** The HTTP status of a request; null when unknown. */
  public final String status;

  /** How a request failed; null where it did not. */
  public final ErrorClass failure;

  /** Whether a request repeats one before it. */
  public final boolean isResent;

  /** Identifies the parent, see {@link Events#spanKey}. */
  public final long parent;

  /** When it ended, epoch nanoseconds. */
  public final long endNanos;

  /** Its position among the flows or halves that were emitted; -1 where it emitted none. */
  final int position;

  private ChildSpan(ChildSpan of, long parent, long endNanos, int position) {
    this(
        of.isRequest,
        of.host,
        of.region,
        of.status,
        of.failure,
        of.isResent,
        parent,
        endNanos,
        position);
  }

  private ChildSpan(
      boolean isRequest,
      String host,
      String region,
      String status,
      ErrorClass failure,
      boolean isResent,
      long parent,
      long endNanos,
      int position) {
    this.isRequest = isRequest;
    this.host = host;
    this.region = region;
    this.status = status;
    this.failure = failure;
    this.isResent = isResent;
    this.parent = parent;
    this.endNanos = endNanos;
    this.position = position;
  }

  /** An HTTP request. */
  public static ChildSpan request(
      String host, String region, String status, ErrorClass failure, boolean isResent) {
    return new ChildSpan(true, host, region, status, failure, isResent, 0, 0, -1);
  }

  /** A consumer of messages. */
  public static ChildSpan consumer() {
    return new ChildSpan(false, null, "", null, null, false, 0, 0, -1);
  }

  /** The same of another span, which emitted its event at this position. */
  ChildSpan at(long ofParent, long ended, int place) {
    return new ChildSpan(this, ofParent, ended, place);
  }
}
