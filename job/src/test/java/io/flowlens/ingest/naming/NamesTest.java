package io.flowlens.ingest.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.ingest.formats.dynamodb.Operations;
import io.flowlens.model.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts, ARNs, statements and operations, as requests name them. */
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "dynamodb.us-east-1.amazonaws.com, us-east-1, '', true",
    "dynamodb-fips.us-gov-west-1.amazonaws.com, us-gov-west-1, '', true",
    "streams.dynamodb.ap-southeast-2.amazonaws.com, ap-southeast-2, '', true",
    "111122223333.ddb.eu-central-1.amazonaws.com, eu-central-1, 111122223333, true",
    "dynamodb.cn-northwest-1.amazonaws.com.cn, cn-northwest-1, '', true",
    "dynamodb.eu-west-1.api.aws, eu-west-1, '', true",
    "vpce-0a1b-2c3d.dynamodb.us-west-2.vpce.amazonaws.com, us-west-2, '', true",
    "sqs.us-east-2.amazonaws.com, us-east-2, '', false",
    "dynamodb.internal, '', '', false",
    "localhost, '', '', false",
  })
  void aHostNamesItsRegion(String host, String region, String account, boolean dynamoDb) {
    Endpoint endpoint = Endpoint.of(host);
    assertThat(endpoint.region()).isEqualTo(region);
    assertThat(endpoint.account()).isEqualTo(account);
    assertThat(endpoint.isDynamoDb()).isEqualTo(dynamoDb);
  }

  @Test
  void aTableIsNamedByNameOrByArn() {
    TableName byArn =
        TableName.of("arn:aws:dynamodb:us-east-1:111122223333:table/Orders/index/byUser");
    assertThat(byArn.name()).isEqualTo("Orders");
    assertThat(byArn.account()).isEqualTo("111122223333");
    assertThat(byArn.region()).isEqualTo("us-east-1");
    assertThat(TableName.of("Orders").name()).isEqualTo("Orders");
    assertThat(TableName.of("arn:broken").name()).isEqualTo("arn:broken");
  }

  @ParameterizedTest
  @CsvSource({
    "select * from Orders where a = 1, Orders, , true",
    "SELECT a FROM \"Order s\".\"by.User\" WHERE a = 1, Order s, by.User, true",
    "INSERT INTO \"Orders\" VALUE {}, Orders, , false",
    "UPDATE Orders SET a = 1, Orders, , false",
    "DELETE FROM Orders WHERE a = 1, Orders, , false",
    "EXISTS(SELECT * FROM \"Orders\" WHERE a = 1), Orders, , true",
    "nonsense, , , false",
  })
  void aStatementNamesItsTable(String statement, String table, String index, boolean reads) {
    assertThat(PartiQl.table(statement)).isEqualTo(table);
    assertThat(PartiQl.index(statement)).isEqualTo(index);
    assertThat(PartiQl.isRead(statement)).isEqualTo(reads);
  }

  @Test
  void operationsReadWriteTransactOrManage() {
    assertThat(Operations.access("BatchGetItem", null)).isEqualTo(Access.READ);
    assertThat(Operations.access("DeleteItem", null)).isEqualTo(Access.WRITE);
    assertThat(Operations.access("ExecuteTransaction", null)).isEqualTo(Access.TRANSACT);
    assertThat(Operations.access("ExecuteStatement", "DELETE FROM t")).isEqualTo(Access.WRITE);
    assertThat(Operations.access("FutureItem", null)).isNull();
    assertThat(Operations.isControl("DescribeTable")).isTrue();
    assertThat(Operations.isControl("UpdateTable")).isTrue();
    assertThat(Operations.isControl("PutItem")).isFalse();
  }
}
