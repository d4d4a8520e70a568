package io.flowlens.ingest.formats.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class RequestTextTest {
  @Test
  void capacityIsShownWithItsValue() throws JsonProcessingException {
    assertThat(
            text(
                "{'tableName':'Orders','billingMode':'PROVISIONED',"
                    + "'provisionedThroughput':{'readCapacityUnits':100,'writeCapacityUnits':10}}"))
        .isEqualTo(
            "billingMode=PROVISIONED, provisionedThroughput.readCapacityUnits=100,"
                + " provisionedThroughput.writeCapacityUnits=10");
  }

  @Test
  void ofEnvironmentVariablesOnlyTheNamesAreShown() throws JsonProcessingException {
    assertThat(
            text(
                "{'functionName':'billing','timeout':30,'environment':{'variables':"
                    + "{'DB_PASSWORD':'hunter2','timeout':'s3cret'}},'layers':['arn:secret']}"))
        .isEqualTo(
            "environment.variables.DB_PASSWORD, environment.variables.timeout, layers[0],"
                + " timeout=30");
  }

  private static String text(String json) throws JsonProcessingException {
    return RequestText.of(new ObjectMapper().readTree(json.replace('\'', '"')));
  }
}
