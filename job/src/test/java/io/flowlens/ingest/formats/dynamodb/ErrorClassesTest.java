package io.flowlens.ingest.formats.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowlens.model.ErrorClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorClassesTest {
  @ParameterizedTest
  @CsvSource({
    "ProvisionedThroughputExceededException, THROTTLED",
    "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException, THROTTLED",
    "com.amazon.coral.availability#ThrottlingException, THROTTLED",
    "ThrottlingException:http://internal.amazon.com/coral/com.amazon.coral.availability/,"
        + " THROTTLED",
    "software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException, THROTTLED",
    "TransactionConflictException, CONFLICT",
    "TransactionInProgressException, CONFLICT",
    "ReplicatedWriteConflictException, CONFLICT",
    "botocore.errorfactory.ConditionalCheckFailedException, CONDITIONAL",
    "software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException, TIMEOUT",
    "java.net.SocketTimeoutException, TIMEOUT",
    "InternalServerError, SERVER",
    "ServiceUnavailable, SERVER",
    "ValidationException, CLIENT",
    "ResourceNotFoundException, CLIENT",
    "ItemCollectionSizeLimitExceededException, CLIENT",
    "AccessDeniedException, CLIENT",
    "com.example.shop.OutOfStock, OTHER",
  })
  void errorsAreClassedByName(String name, ErrorClass expected) {
    assertThat(ErrorClasses.of(name, null)).isEqualTo(expected);
  }

  @Test
  void theStatusNeverMatters() {
    assertThat(ErrorClasses.of("ThrottlingException", "Status Code: 400"))
        .isEqualTo(ErrorClass.THROTTLED);
    assertThat(ErrorClasses.of("DynamoDbException", "no idea (Status Code: 500)"))
        .isEqualTo(ErrorClass.OTHER);
  }

  @Test
  void anErrorWithoutAClassOfItsOwnIsNamedInTheMessage() {
    assertThat(
            ErrorClasses.of(
                "ClientError", "An error occurred (ThrottlingException) when calling GetItem"))
        .isEqualTo(ErrorClass.THROTTLED);
    assertThat(
            ErrorClasses.of(
                "AmazonDynamoDBException", "no (Error Code: ValidationException; Request ID: 1)"))
        .isEqualTo(ErrorClass.CLIENT);
    assertThat(ErrorClasses.of("SdkClientException", "Read timed out"))
        .isEqualTo(ErrorClass.TIMEOUT);
    assertThat(ErrorClasses.of(null, null)).isEqualTo(ErrorClass.OTHER);
  }

  @Test
  void aCancelledTransactionHasTheReasonOfEachItem() {
    Cancellation cancellation =
        Cancellation.in("… specific reasons [None, ConditionalCheckFailed, ThrottlingError]");
    assertThat(cancellation.size()).isEqualTo(3);
    assertThat(cancellation.errorClass()).isEqualTo(ErrorClass.CONDITIONAL);
    assertThat(cancellation.errorClass(0)).isEqualTo(ErrorClass.OTHER);
    assertThat(cancellation.errorClass(2)).isEqualTo(ErrorClass.THROTTLED);
    assertThat(Cancellation.in(null).errorClass()).isEqualTo(ErrorClass.OTHER);
  }
}
