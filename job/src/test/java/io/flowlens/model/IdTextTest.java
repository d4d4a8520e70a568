package io.flowlens.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class IdTextTest {
  private static final String ENDING = "VV4KQNSO5AEMVJF66Q9ASUAAJG";

  @Property(tries = 300)
  void anyTextIsReadAsItWasWritten(@ForAll String text) throws IOException {
    String whole = text.replaceAll("[\\ud800-\\udfff]", "?");
    assertThat(read(write(whole))).isEqualTo(whole);
  }

  @Property(tries = 300)
  void anyWordIsReadAsItWasWritten(
      @ForAll @CharRange(from = '0', to = '9') @CharRange(from = 'G', to = 'z') String text)
      throws IOException {
    assertThat(read(write(text))).isEqualTo(text);
  }

  @Property(tries = 300)
  void anyIdThatEndsAsDynamoDbsDoIsReadAsItWasWritten(
      @ForAll
          @CharRange(from = '0', to = '9')
          @CharRange(from = 'A', to = 'V')
          @StringLength(min = 25, max = 27)
          String start)
      throws IOException {
    assertThat(read(write(start + ENDING))).isEqualTo(start + ENDING);
  }

  @Test
  void idsTakeLessThanTheirCharacters() throws IOException {
    assertThat(write("5b8aa5a2d2c872e8321cf37308d69df2")).hasSize(18);
    assertThat(write("4KBNVRGD25RG1KEO9UT4V3FQDJ" + ENDING)).hasSize(18);
    assertThat(write("4KBNVRGD25RG1KEO9UT4V3FQDZ" + ENDING)).hasSize(41);
    assertThat(write("111122223333")).hasSize(7);
    assertThat(write("")).hasSize(1);
    assertThat(read(write(null))).isNull();
  }

  private static byte[] write(String id) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    IdText.write(out, id);
    return out.getCopyOfBuffer();
  }

  private static String read(byte[] written) throws IOException {
    return IdText.read(new DataInputDeserializer(written));
  }
}
