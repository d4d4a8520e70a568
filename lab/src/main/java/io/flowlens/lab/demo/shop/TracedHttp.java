package io.flowlens.lab.demo.shop;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.flowlens.lab.demo.telemetry.Telemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** HTTP between services, with the spans and attributes of OpenTelemetry's semantic conventions. */
final class TracedHttp {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final TextMapGetter<Headers> HEADERS = new HeaderGetter();

  private final Telemetry telemetry;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  TracedHttp(Telemetry telemetry) {
    this.telemetry = telemetry;
  }

  /** Starts the span of a request that came in, as a child of its caller's. */
  Span startServerSpan(HttpExchange exchange, String route) {
    Context caller =
        telemetry.propagator().extract(Context.root(), exchange.getRequestHeaders(), HEADERS);
    String method = exchange.getRequestMethod();
    return telemetry
        .tracer()
        .spanBuilder(method + " " + route)
        .setParent(caller)
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("http.request.method", method)
        .setAttribute("http.route", route)
        .setAttribute("url.scheme", "http")
        .setAttribute("url.path", exchange.getRequestURI().getPath())
        .setAttribute("server.address", exchange.getLocalAddress().getHostString())
        .setAttribute("server.port", exchange.getLocalAddress().getPort())
        .startSpan();
  }

  /** Notes on a server's span how it answered. */
  static void answered(Span span, int status) {
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setAttribute("error.type", String.valueOf(status));
      span.setStatus(StatusCode.ERROR);
    }
  }

  /**
   * Gets a URI's text.
   *
   * @throws Refusal with the status, if it is not 200; with 504 if there is no answer
   */
  String get(URI uri) {
    Span span = startClientSpan(uri);
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
      telemetry
          .propagator()
          .inject(Context.current().with(span), request, HttpRequest.Builder::setHeader);
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      span.setAttribute("http.response.status_code", response.statusCode());
      if (response.statusCode() != 200) {
        span.setAttribute("error.type", String.valueOf(response.statusCode()));
        span.setStatus(StatusCode.ERROR);
        throw new Refusal(response.statusCode(), response.body());
      }
      return response.body();
    } catch (IOException e) {
      span.setAttribute("error.type", e.getClass().getName());
      span.setStatus(StatusCode.ERROR);
      throw new Refusal(504, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(503, "closing");
    } finally {
      span.end();
    }
  }

  private Span startClientSpan(URI uri) {
    return telemetry
        .tracer()
        .spanBuilder("GET")
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("http.request.method", "GET")
        .setAttribute("url.full", uri.toString())
        .setAttribute("server.address", uri.getHost())
        .setAttribute("server.port", uri.getPort())
        .startSpan();
  }

  private static final class HeaderGetter implements TextMapGetter<Headers> {
    @Override
    public Iterable<String> keys(Headers headers) {
      return headers.keySet();
    }

    @Override
    public String get(Headers headers, String name) {
      return headers == null ? null : headers.getFirst(name);
    }
  }
}
