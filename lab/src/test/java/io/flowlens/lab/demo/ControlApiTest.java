package io.flowlens.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.lab.demo.fault.Faults;
import io.flowlens.lab.demo.proxy.ThrottleStorm;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlApiTest {
  private final Faults faults = new Faults(List.of(new ThrottleStorm("Orders", new Random(1))));
  private final ControlApi api = ControlApi.start(0, faults);

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aFaultIsListedAndSwitchedOnAndOff() throws Exception {
    assertThat(get().body())
        .isEqualTo(
            "{\"faults\":[{\"name\":\"throttle-storm\",\"description\":\"Seven of ten writes to Orders are"
                + " throttled.\",\"on\":false}]}");

    assertThat(put("{\"name\":\"throttle-storm\",\"on\":true}").body()).contains("\"on\":true");
    assertThat(faults.isOn("throttle-storm")).isTrue();

    put("{\"name\":\"throttle-storm\",\"on\":false}");
    assertThat(faults.isOn("throttle-storm")).isFalse();
  }

  @Test
  void whatIsNotUnderstoodIsRefusedWithASentence() throws Exception {
    assertThat(put("no json").statusCode()).isEqualTo(400);
    assertThat(put("{\"name\":\"flood\",\"on\":true}").body())
        .isEqualTo("{\"error\":\"There is no fault 'flood'.\"}");
  }

  private HttpResponse<String> get() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(api.address().resolve("/faults")));
  }

  private HttpResponse<String> put(String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(api.address().resolve("/faults"))
            .PUT(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
