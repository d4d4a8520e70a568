package io.flowlens.lab.demo.shop;

/** A service refuses a request. */
final class Refusal extends RuntimeException {
  private final int status;

  Refusal(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
