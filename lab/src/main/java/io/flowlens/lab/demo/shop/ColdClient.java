package io.flowlens.lab.demo.shop;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * CPU time of a new client's first call in a small function, besides round trips. The handshake's
 * mathematics and the SDK's classes take a whole processor some ten milliseconds; a function of 256
 * MB has a seventh of one.
 */
final class ColdClient implements ExecutionInterceptor {
  private static final long MILLIS = 100;

  private final AtomicBoolean cold = new AtomicBoolean(true);

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes executionAttributes) {
    if (cold.getAndSet(false)) {
      try {
        TimeUnit.MILLISECONDS.sleep(MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
