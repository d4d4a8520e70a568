package io.flowlens.lab.demo.shop;

/** A service says no. */
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
