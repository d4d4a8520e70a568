package io.flowlens.replay.languages;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A language with its AWS SDK and its instrumentation: how a call looks in its spans. */
@SuppressWarnings("ImmutableEnumChecker")
enum Language {
  JAVA("java", Form.OTLP, JavaSpans::of, EnumSet.of(Unseen.TIMEOUTS_BEFORE_A_SUCCESS)),

  PYTHON(
      "python",
      Form.AWS_SPANS,
      PythonSpans::of,
      EnumSet.of(
          Unseen.CAUSE_OF_THROTTLED_ATTEMPTS_BEFORE_A_SUCCESS,
          Unseen.CAUSE_OF_BROKEN_ATTEMPTS_BEFORE_A_SUCCESS,
          Unseen.ATTEMPTS_OF_A_CALL_THAT_TIMED_OUT)),

  PYTHON_UNTIL_2025("python", Form.OTLP, PythonSpans::withAwsRegion, PYTHON.unseen),

  NODE(
      "nodejs",
      Form.OTLP,
      NodeSpans::of,
      EnumSet.of(Unseen.CAUSE_OF_THROTTLED_ATTEMPTS_BEFORE_A_SUCCESS));

  /** How the spans reach the stream. */
  private enum Form {
    OTLP,
    AWS_SPANS
  }

  private static final int CALLS_OF_AN_EXPORT = 20;

  private final String sdkLanguage;
  private final Form form;
  private final Function<Call, List<Span>> spans;
  private final Set<Unseen> unseen;

  Language(String sdkLanguage, Form form, Function<Call, List<Span>> spans, Set<Unseen> unseen) {
    this.sdkLanguage = sdkLanguage;
    this.form = form;
    this.spans = spans;
    this.unseen = unseen;
  }

  /** As the resource's {@code telemetry.sdk.language} names it. */
  String sdkLanguage() {
    return sdkLanguage;
  }

  boolean shows(Unseen what) {
    return !unseen.contains(what);
  }

  /** The payloads that carry these calls of one service, in the order of the calls. */
  List<String> payloads(Service service, List<Call> calls) {
    Map<String, Object> resource = Span.resource(service, sdkLanguage);
    List<String> payloads = new ArrayList<>();
    for (int from = 0; from < calls.size(); from += CALLS_OF_AN_EXPORT) {
      List<Span> export =
          calls.subList(from, Math.min(calls.size(), from + CALLS_OF_AN_EXPORT)).stream()
              .flatMap(call -> spans.apply(call).stream())
              .toList();
      if (form == Form.OTLP) {
        payloads.add(SpanJson.otlp(resource, export));
      } else {
        export.forEach(span -> payloads.add(SpanJson.awsSpan(resource, span)));
      }
    }
    return payloads;
  }
}
