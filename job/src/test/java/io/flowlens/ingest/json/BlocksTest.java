package io.flowlens.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private static final String CHECKOUT = object("checkout");
  private static final String CATALOGUE = object("catalogue");

  private final Blocks blocks = new Blocks();

  /** An object whose difference comes late, longer than the shortest that is kept. */
  private static String object(String name) {
    return "{\"cloud.provider\":\"aws\",\"cloud.platform\":\"aws_ecs\",\"cloud.region\":\"eu-west-1\","
        + "\"service.name\":\""
        + name
        + "\"}";
  }

  private Object find(String text) {
    byte[] bytes = bytes(text);
    Blocks.Block block = blocks.find(bytes, 0, bytes.length);
    return block == null ? null : block.meaning;
  }

  private void learn(String text) {
    byte[] bytes = bytes(text);
    blocks.learn(bytes, 0, bytes.length, 1, text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatFollowsAnObjectDoesNotMatter() {
    learn(CHECKOUT);

    assertThat(find(CHECKOUT)).isEqualTo(CHECKOUT);
    assertThat(find(CHECKOUT + ",\"traceId\":\"1\"}")).isEqualTo(CHECKOUT);
  }

  @Test
  void objectsThatDifferOnlyAtTheirEndAreToldApart() {
    learn(CHECKOUT);
    learn(CATALOGUE);
    learn(CHECKOUT);

    assertThat(find(CHECKOUT)).isEqualTo(CHECKOUT);
    assertThat(find(CATALOGUE)).isIn(CATALOGUE, null);
    assertThat(find(object("checkin!"))).isNull();
  }

  @Test
  void anObjectThatIsCutOffIsNotKnown() {
    learn(CHECKOUT);

    assertThat(find(CHECKOUT.substring(0, CHECKOUT.length() - 1))).isNull();
    assertThat(find("")).isNull();
  }

  @Test
  void shortAndLongObjectsAreNotKept() {
    char[] much = new char[5000];
    Arrays.fill(much, 'x');
    String huge = object(new String(much));
    learn("{\"a\":1}");
    learn(huge);

    assertThat(find("{\"a\":1}")).isNull();
    assertThat(find(huge)).isNull();
  }
}
