package io.flowlens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowlens.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertiesFileTest {
  @TempDir private Path folder;

  @Test
  void aFileIsReadGroupByGroup() throws Exception {
    Map<String, Properties> groups =
        read(
            """
            [{"PropertyGroupId": "Flow", "PropertyMap": {"lateness": "2 min", "max.edges": 5}},
             {"PropertyGroupId": "Aliases", "PropertyMap": {}}]""");
    assertThat(groups).containsOnlyKeys("Flow", "Aliases");
    assertThat(groups.get("Flow"))
        .containsOnly(Map.entry("lateness", "2 min"), Map.entry("max.edges", "5"));
  }

  @Test
  void aFileMayBeGivenAsAnAddress() throws Exception {
    Path file = Files.writeString(folder.resolve("p.json"), "[]");
    assertThat(PropertiesFile.read(file.toUri().toString())).isEmpty();
  }

  @Test
  void whatIsNotThereSaysWhereItWasLookedFor() {
    assertThatThrownBy(() -> PropertiesFile.read("/nowhere/p.json"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(
            "/nowhere/p.json does not exist on the machine where the job is started");
  }

  @Test
  void aFileSystemThatThisFlinkLacksIsNamed() {
    assertThatThrownBy(() -> PropertiesFile.read("s3://bucket/p.json"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("this Flink has no file system for s3://")
        .hasMessageContaining("Add its plugin to the cluster");
  }

  @Test
  void anotherFormIsToldWithItsPlaceButNotItsText() {
    assertFault("stream.secret=x", "is not JSON, line 1, column 8");
    assertFault("[\n{\"secret\": secret", "is not JSON, line 2");
    assertFault("", "must hold a list of property groups");
    assertFault("{\"Flow\": {\"secret\": \"x\"}}", "must hold a list of property groups");
    assertFault(
        "[{\"PropertyGroupId\": \"Flow\"}]", "each group a text PropertyGroupId and an object");
    assertFault("[{\"PropertyMap\": {\"secret\": \"x\"}}]", "each group a text PropertyGroupId");
  }

  @Test
  void aValueThatIsNoTextIsNamed() {
    assertFault(
        "[{\"PropertyGroupId\": \"Flow\", \"PropertyMap\": {\"lateness\": [\"2 min\"]}}]",
        "must give Flow lateness as text");
  }

  @Test
  void nothingMayBeGivenTwice() {
    String flow = "{\"PropertyGroupId\": \"Flow\", \"PropertyMap\": {\"lateness\": \"1 min\"}}";
    assertFault("[" + flow + "," + flow + "]", "holds the group Flow twice");
    assertFault(
        "[{\"PropertyGroupId\": \"F\", \"PropertyMap\": {\"a\": \"1\", \"a\": \"2\"}}]",
        "is not JSON");
  }

  private void assertFault(String text, String fault) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(fault)
        .message()
        .doesNotContain("secret");
  }

  private Map<String, Properties> read(String text) throws ConfigurationException, IOException {
    Path file = Files.writeString(folder.resolve("p.json"), text);
    return PropertiesFile.read(file.toString());
  }
}
