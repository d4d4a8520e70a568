package io.flowlens.emit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flowlens.schemas.EdgeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.dynamodb.sink.DynamoDbWriteRequest;
import org.apache.flink.connector.dynamodb.sink.DynamoDbWriteRequestType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts a row as an item: each field of its JSON is a native attribute of the same name. */
final class TableItems implements ElementConverter<TableRow, DynamoDbWriteRequest> {
  @Override
  public DynamoDbWriteRequest apply(TableRow row, SinkWriter.Context context) {
    return DynamoDbWriteRequest.builder()
        .setType(DynamoDbWriteRequestType.PUT)
        .setItem(item(row))
        .build();
  }

  /** The item's attributes. */
  static Map<String, AttributeValue> item(TableRow row) {
    Map<String, AttributeValue> item = new LinkedHashMap<>();
    item.put(EdgeTable.PK, AttributeValue.fromS(row.pk));
    item.put(EdgeTable.SK, AttributeValue.fromS(row.sk));
    if (row.window != null) {
      item.put(EdgeTable.WINDOW, AttributeValue.fromS(row.window));
    }
    item.put(EdgeTable.EXPIRES_AT, AttributeValue.fromN(Long.toString(row.expiresAt)));
    try (JsonParser json = JsonForm.FACTORY.createParser(row.json)) {
      json.nextToken();
      item.putAll(object(json));
    } catch (IOException e) {
      throw new UncheckedIOException("not the JSON of a row", e);
    }
    return item;
  }

  private static Map<String, AttributeValue> object(JsonParser json) throws IOException {
    Map<String, AttributeValue> fields = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      fields.put(name, value(json));
    }
    return fields;
  }

  private static AttributeValue value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT:
        return AttributeValue.fromM(object(json));
      case START_ARRAY:
        List<AttributeValue> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(json));
        }
        return AttributeValue.fromL(elements);
      case VALUE_STRING:
        return AttributeValue.fromS(json.getText());
      case VALUE_TRUE:
      case VALUE_FALSE:
        return AttributeValue.fromBool(json.getBooleanValue());
      default:
        return AttributeValue.fromN(json.getText());
    }
  }
}
