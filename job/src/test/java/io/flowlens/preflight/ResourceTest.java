package io.flowlens.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** What errors of AWS mean for the start of the job. */
class ResourceTest {
  private final Resource stream = new Resource("Input.spans", "the stream s", "stream.arn");

  @Test
  void whatDoesNotExistStopsTheStart() {
    Finding finding = stream.failed(error("ResourceNotFoundException"), "kinesis:A", false);
    assertThat(finding.fault())
        .isEqualTo(
            "Input.spans: the stream s does not exist in this account and region: create it, or"
                + " correct stream.arn");
    assertThat(finding.warning()).isNull();
  }

  @Test
  void aPermissionThatTheJobNeedsStopsTheStartWithItsName() {
    assertThat(stream.failed(error("AccessDeniedException"), "kinesis:A", true).fault())
        .contains("allow the job's role kinesis:A on it");
  }

  @Test
  void aPermissionThatOnlyTheCheckNeedsIsAWarning() {
    Finding finding = stream.failed(error("AccessDeniedException"), "kinesis:A", false);
    assertThat(finding.fault()).isNull();
    assertThat(finding.warning()).contains("was not checked: the job's role lacks kinesis:A");
  }

  @Test
  void credentialsThatAwsRefusesStopTheStart() {
    assertThat(stream.failed(error("UnrecognizedClientException"), "kinesis:A", false).fault())
        .contains("AWS refuses the credentials (UnrecognizedClientException)");
  }

  @Test
  void aPassingFaultIsAWarning() {
    assertThat(stream.failed(error("LimitExceededException"), "kinesis:A", true).warning())
        .endsWith("was not checked: LimitExceededException");
    SdkClientException network = SdkClientException.create("Connection refused");
    assertThat(stream.failed(new CompletionException(network), "kinesis:A", true).warning())
        .contains("Connection refused");
  }

  private static Throwable error(String code) {
    return new CompletionException(
        KinesisException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build());
  }
}
