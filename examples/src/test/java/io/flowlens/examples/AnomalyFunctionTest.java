package io.flowlens.examples;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The Lambda in Java, with the serializers of Lambda's own runtime. */
class AnomalyFunctionTest extends ConsumerTest {
  private static final ClassLoader LOADER = AnomalyFunctionTest.class.getClassLoader();
  private static final PojoSerializer<KinesisEvent> EVENTS =
      LambdaEventSerializers.serializerFor(KinesisEvent.class, LOADER);
  private static final PojoSerializer<StreamsEventResponse> RESPONSES =
      LambdaEventSerializers.serializerFor(StreamsEventResponse.class, LOADER);

  private AnomalyFunction function;

  @Override
  void begin() {
    function = new AnomalyFunction(new Incidents(Local.DYNAMO_DB, name, webhook.uri(), "key"));
  }

  @Override
  void consume() throws Exception {
    new EventSourceMapping(name, this::invoke).deliver();
  }

  private String invoke(String event) {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    RESPONSES.toJson(function.handleRequest(EVENTS.fromJson(event), null), response);
    return response.toString(StandardCharsets.UTF_8);
  }
}
