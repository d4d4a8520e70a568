package io.flowlens.lab.simulator.wire;

import io.flowlens.lab.simulator.format.SpanRecord;
import io.flowlens.lab.simulator.traffic.Invocation;
import io.flowlens.lab.simulator.traffic.Origin;
import io.flowlens.lab.simulator.traffic.ServiceCall;
import io.flowlens.lab.simulator.traffic.Work;
import io.flowlens.lab.simulator.world.Endpoint;
import io.flowlens.lab.simulator.world.Service;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls between services as HTTP instrumentation records them: a client and a server span. */
final class ServiceSpans {
  private ServiceSpans() {}

  /** The caller's side. */
  static SpanData client(ServiceCall call) {
    Endpoint endpoint = call.endpoint();
    String host = endpoint.service().name().replace(' ', '-').replace(':', '-') + ".internal";
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", endpoint.method());
    attributes.put("server.address", host);
    attributes.put("server.port", 443L);
    attributes.put("url.full", "https://" + host + endpoint.route());
    attributes.put("http.response.status_code", call.ok() ? 200L : 500L);
    failure(attributes, call.ok());
    return span(
        call.caller(),
        call.clientSpanId(),
        call.caller().spanId(),
        endpoint.method(),
        SpanRecord.Kind.CLIENT,
        new long[] {call.clientStart(), call.clientEnd()},
        attributes,
        !call.ok());
  }

  /** The callee's side; a root when the call came from outside. */
  static SpanData server(ServiceCall call) {
    Endpoint endpoint = call.endpoint();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("http.request.method", endpoint.method());
    attributes.put("http.route", endpoint.route());
    attributes.put("url.path", endpoint.route());
    attributes.put("url.scheme", "https");
    attributes.put("http.response.status_code", call.ok() ? 200L : 500L);
    if (endpoint.service().function()) {
      attributes.put("faas.trigger", "http");
      attributes.put("faas.coldstart", call.callee().cold());
    }
    failure(attributes, call.ok());
    return span(
        call.callee(),
        call.callee().spanId(),
        call.clientSpanId(),
        endpoint.method() + ' ' + endpoint.route(),
        SpanRecord.Kind.SERVER,
        new long[] {call.serverStart(), call.serverEnd()},
        attributes,
        !call.ok());
  }

  /** Work that no call started: a local span of its own. */
  static SpanData work(Work work) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("faas.trigger", "timer");
    if (work.origin().service().function()) {
      attributes.put("faas.coldstart", work.origin().cold());
    }
    return span(
        work.origin(),
        work.origin().spanId(),
        "",
        work.endpoint().route(),
        SpanRecord.Kind.INTERNAL,
        new long[] {work.start(), work.end()},
        attributes,
        false);
  }

  /** A function invoked with a stream's records, as Lambda's instrumentation records it. */
  static SpanData invocation(Invocation invocation, String account) {
    Service function = invocation.callee().service();
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("faas.trigger", "datasource");
    attributes.put("faas.document.collection", invocation.subscription().source().name());
    attributes.put("faas.document.operation", "insert");
    attributes.put(
        "faas.document.time",
        Instant.ofEpochMilli(invocation.batch().firstChanged() / 1000).toString());
    attributes.put("faas.invocation_id", RequestIds.of(invocation));
    attributes.put("faas.coldstart", invocation.callee().cold());
    attributes.put("cloud.resource_id", Arns.function(function, account));
    if (!invocation.ok()) {
      attributes.put("error.type", "java.lang.IllegalStateException");
    }
    return span(
        invocation.callee(),
        invocation.callee().spanId(),
        "",
        function.name(),
        SpanRecord.Kind.SERVER,
        new long[] {invocation.start(), invocation.end()},
        attributes,
        !invocation.ok());
  }

  private static void failure(Map<String, Object> attributes, boolean ok) {
    if (!ok) {
      attributes.put("error.type", "500");
    }
  }

  private static SpanData span(
      Origin where,
      String spanId,
      String parentId,
      String name,
      SpanRecord.Kind kind,
      long[] startAndEnd,
      Map<String, Object> attributes,
      boolean error) {
    long skew = where.service().clockOffsetMicros();
    return new SpanData(
        where.service(),
        where.instance(),
        name,
        kind,
        where.traceId(),
        spanId,
        parentId,
        startAndEnd[0] + skew,
        startAndEnd[1] + skew,
        attributes,
        List.of(),
        error);
  }
}
