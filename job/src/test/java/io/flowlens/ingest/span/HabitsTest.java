package io.flowlens.ingest.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.Settings;
import io.flowlens.ingest.Aliases;
import io.flowlens.ingest.Cursor;
import io.flowlens.ingest.Tools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HabitsTest {
  private final Cursor cursor = new Tools(Settings.defaults(), Aliases.none()).cursor();

  @Property(tries = 300)
  void whatCameBeforeNeverChangesWhatIsRead(@ForAll("objects") List<String> objects)
      throws IOException {
    Habits experienced = new Habits();
    for (int round = 0; round < 2; round++) {
      for (String object : objects) {
        assertThat(read(object, experienced)).as(object).isEqualTo(read(object, new Habits()));
      }
    }
  }

  @Test
  void aNumberThatGoesOnIsAnotherNumber() throws IOException {
    Habits habits = new Habits();
    read("{\"http.response.status_code\":20,\"db.system\":\"dynamodb\"}", habits);

    assertThat(read("{\"http.response.status_code\":200,\"db.system\":\"dynamodb\"}", habits))
        .contains("HTTP_STATUS=200", "DB_SYSTEM=dynamodb");
  }

  @Test
  void aNameThatCountsLessIsReadWhereTheOtherIsMissing() throws IOException {
    Habits habits = new Habits();
    for (int i = 0; i < 2 * Habits.MOST_VALUES; i++) {
      read("{\"rpc.method\":\"m" + i + "\",\"db.operation\":\"PutItem\"}", habits);
    }

    assertThat(read("{\"rpc.method\":null,\"db.operation\":\"PutItem\"}", habits))
        .contains("OPERATION=PutItem");
  }

  @Test
  void aKnownBeginningDoesNotExcuseABrokenEnd() throws IOException {
    Habits habits = new Habits();
    read("{\"rpc.method\":\"PutItem\",\"db.system\":\"dynamodb\"}", habits);

    for (String broken :
        List.of(
            "{,\"db.system\":\"dynamodb\"}",
            "{\"rpc.method\":\"PutItem\"\"db.system\":\"dynamodb\"}",
            "{\"rpc.method\":\"PutItem\",\"db.system\":\"dynamodb\",}",
            "{\"rpc.method\":\"PutItem\",\"db.system\":\"dynamodb\"]",
            "{\"rpc.method\":\"PutItem\",\"db.system\":\"dynamodb\"")) {
      assertThatThrownBy(() -> read(broken, habits)).as(broken).isInstanceOf(Cursor.Refused.class);
    }
  }

  @Provide
  Arbitrary<List<String>> objects() {
    Arbitrary<String> names =
        Arbitraries.of(
            "rpc.method",
            "db.operation",
            "db.operation.name",
            "aws.dynamodb.table_names",
            "aws.table.name",
            "aws.dynamodb.consumed_capacity",
            "aws.request_id",
            "http.response.status_code",
            "thread.id");
    Arbitrary<String> values =
        Arbitraries.of(
            "\"GetItem\"",
            "\"Put\\u0049tem\"",
            "\"\"",
            "\"é\"",
            "2",
            "20",
            "-1.5e3",
            "true",
            "null",
            "[\"a\",\"b\"]",
            "[]",
            "{\"stringValue\":\"x\"}",
            "{\"a\":{\"b\":1}}",
            " \"a\" ");
    Arbitrary<String> many = Arbitraries.integers().between(0, 40).map(i -> "\"id-" + i + "\"");
    return Combinators.combine(names, Arbitraries.oneOf(values, many))
        .as((name, value) -> '"' + name + "\":" + value)
        .list()
        .ofMaxSize(5)
        .map(fields -> '{' + String.join(",", fields) + '}')
        .list()
        .ofMaxSize(40);
  }

  private List<String> read(String object, Habits habits) throws IOException {
    Attributes attributes = new Attributes();
    cursor.open(object.getBytes(StandardCharsets.UTF_8));
    attributes.read(cursor, habits);
    List<String> values = new ArrayList<>();
    for (SpanAttribute attribute : SpanAttribute.values()) {
      if (attributes.has(attribute)) {
        values.add(attribute + "=" + attributes.get(attribute));
      }
    }
    values.addAll(attributes.all(SpanAttribute.TABLES));
    values.addAll(attributes.all(SpanAttribute.CONSUMED_CAPACITY));
    return values;
  }
}
