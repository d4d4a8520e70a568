package io.flowlens.ingest.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids, numbers and names that are read a quick way mean what the plain way reads. */
class QuickReadingTest {
  private static final String DIGITS = "0123456789abcdef";

  private final Cursor cursor = new Cursor(new Symbols(), new Blocks(), 16);

  @Test
  void onlyLowerCaseDigitsAreHexadecimal() {
    for (int place = 0; place < 8; place++) {
      for (int value = 0; value < 256; value++) {
        byte[] text = "0f1e2d9a".getBytes(StandardCharsets.ISO_8859_1);
        text[place] = (byte) value;
        String word = new String(text, StandardCharsets.ISO_8859_1);
        boolean isHex = word.chars().allMatch(c -> DIGITS.indexOf(c) >= 0);

        assertThat(Words.hex(Words.at(text, 0))).isEqualTo(isHex ? Long.parseLong(word, 16) : -1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anIdIsPassedWithItsLastSixteenDigits(boolean escaped) throws NotJson {
    open("{'id':'0000000000000001fedcba9876543210','b':7}", escaped);
    cursor.nextField();

    int from = cursor.passHex(32);

    assertThat(new String(cursor.bytes(), from, 32, StandardCharsets.ISO_8859_1))
        .isEqualTo("0000000000000001fedcba9876543210");
    assertThat(cursor.hexLow()).isEqualTo(0xfedcba9876543210L);
    assertThat(cursor.nextField()).isTrue();
    assertThat(cursor.whole(-1)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':'0000000000000001FEDCBA9876543210'}",
        "{'id':'000000000000001fedcba9876543210'}",
        "{'id':'00000000000000001fedcba9876543210'}",
        "{'id':'0000000000000001fedcba987654321g'}",
        "{'id': '0000000000000001fedcba9876543210'}",
        "{'id':12345678901234567}",
        "{'id':''}"
      })
  void anythingElseIsLeftToThePlainWay(String text) throws NotJson {
    for (boolean escaped : new boolean[] {false, true}) {
      open(text, escaped);
      cursor.nextField();
      int before = cursor.position();

      assertThat(cursor.passHex(32)).isNegative();
      assertThat(cursor.position()).isEqualTo(before);
      assertThat(cursor.text()).isNotNull();
      assertThat(cursor.nextField()).isFalse();
    }
  }

  @Test
  void aNumberIsTheSameWithASpaceBehindIt() throws NotJson {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder number = new StringBuilder();
      for (int n = 1 + random.nextInt(21); n > 0; n--) {
        number.append((char) ('0' + random.nextInt(10)));
      }
      if (random.nextInt(4) == 0) {
        number.insert(random.nextInt(number.length() + 1), "-.e".charAt(random.nextInt(3)));
      }

      assertThat(whole(number + ",1]")).as("%s", number).isEqualTo(whole(number + " ,1]"));
    }
  }

  /** The number, and whether the next one can be read too; null where it is none. */
  private Object whole(String text) {
    try {
      open('[' + text, false);
      cursor.array();
      cursor.nextElement();
      long first = cursor.whole(-7);
      return cursor.nextElement() ? first + " then " + cursor.whole(-7) : first;
    } catch (NotJson e) {
      return "not JSON";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"message", "messages", "massage", "", "m\\u0065ssage"})
  void aNameIsComparedInPlace(String name) throws NotJson {
    for (boolean escaped : new boolean[] {false, true}) {
      open("{'" + name + "':1}", escaped);
      cursor.nextField();
      boolean quick = cursor.isNamed("message");

      assertThat(quick).isEqualTo(cursor.name().equals("message"));
      assertThat(cursor.isNamed("message")).isEqualTo(quick);
    }
  }

  /** Opens a text in which quotes are written as apostrophes, and enters its object. */
  private void open(String text, boolean escaped) throws NotJson {
    String plain = text.replace('\'', '"');
    String written = escaped ? plain.replace("\\", "\\\\").replace("\"", "\\\"") : plain;
    byte[] bytes = (written + (escaped ? "\"" : "")).getBytes(StandardCharsets.UTF_8);
    cursor.open(bytes, 0, bytes.length, escaped);
    if (text.charAt(0) == '{') {
      cursor.object();
    }
  }
}
