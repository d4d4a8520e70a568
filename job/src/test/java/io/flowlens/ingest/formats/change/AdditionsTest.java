package io.flowlens.ingest.formats.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.config.Settings;
import io.flowlens.ingest.formats.api.Tools;
import io.flowlens.ingest.json.Cursor;
import io.flowlens.ingest.naming.Aliases;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AdditionsTest {
  private static final long KEY = 77;

  private final Tools tools = new Tools(Settings.defaults(), Aliases.none());

  @Test
  void theSameAddedTwiceIsTheSame() throws Exception {
    long first = hash("{'sold':{'N':'4'}}", "{'sold':{'N':'5'}}");
    long second = hash("{'sold':{'N':'5'}}", "{'sold':{'N':'6.0'}}");
    assertThat(first).isEqualTo(second).isNotZero();
  }

  @Test
  void anotherAmountAnotherAttributeOrAnotherItemIsNotTheSame() throws Exception {
    long one = hash("{'sold':{'N':'4'}}", "{'sold':{'N':'5'}}");
    assertThat(hash("{'sold':{'N':'4'}}", "{'sold':{'N':'6'}}")).isNotEqualTo(one);
    assertThat(hash("{'left':{'N':'4'}}", "{'left':{'N':'5'}}")).isNotEqualTo(one);
    assertThat(additions("{'sold':{'N':'4'}}", "{'sold':{'N':'5'}}").hash(KEY + 1))
        .isNotEqualTo(one);
  }

  @Test
  void timesThatMoveOnDoNotHideWhatWasAdded() throws Exception {
    long first =
        hash(
            "{'sold':{'N':'4'},'at':{'N':'1764000000123'}}",
            "{'at':{'N':'1764000009000'},'sold':{'N':'5'}}");
    assertThat(first).isEqualTo(hash("{'sold':{'N':'4'}}", "{'sold':{'N':'5'}}"));
  }

  @Test
  void nothingAddedIsNothing() throws Exception {
    assertThat(hash("{'sold':{'N':'4'}}", "{'sold':{'N':'4.0'}}")).isZero();
    assertThat(hash("{'state':{'S':'new'}}", "{'state':{'S':'paid'}}")).isZero();
    assertThat(hash("{}", "{'sold':{'N':'4'}}")).isZero();
    assertThat(hash("{'sold':{'N':'four'}}", "{'sold':{'N':'5'}}")).isZero();
    assertThat(hash("{'sold':null,'m':{'M':{}}}", "{'sold':{'N':null},'m':[1]}")).isZero();
  }

  @Test
  void numbersThatNoTableHoldsCostNothing() throws Exception {
    assertThat(hash("{'n':{'N':'1E2000000000'}}", "{'n':{'N':'1'}}")).isZero();
    assertThat(hash("{'n':{'N':'1'}}", "{'n':{'N':'1E-2000000000'}}")).isZero();
  }

  private long hash(String before, String now) throws Exception {
    return additions(before, now).hash(KEY);
  }

  private Additions additions(String before, String now) throws Exception {
    return new Additions(image(before).numbers, image(now).numbers);
  }

  private Image image(String json) throws Exception {
    Image image = new Image();
    image.read(cursor(json));
    return image;
  }

  private Cursor cursor(String json) {
    Cursor cursor = tools.cursor();
    cursor.open(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    return cursor;
  }
}
