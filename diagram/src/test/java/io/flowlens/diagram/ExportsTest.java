package io.flowlens.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ExportsTest {
  private static final String SHOP =
      """
      {"nodes":[{"id":"client:::","kind":"client","region":"","name":""},
        {"id":"a","kind":"service","region":"us-east-1","name":"shop"},
        {"id":"b","kind":"table","region":"us-east-1","name":"Ord\\"ers]\\n<x>"}],
       "edges":[
        {"from":"client:::","to":"a","access":"call","perSecond":{"calls":12.34567,"failed":0}},
        {"from":"a","to":"b","access":"write",
         "perSecond":{"calls":10,"failed":3,"client":1,"conditional":0}}]}
      """;

  @Test
  void mermaidHasRegionsNodesAndEdgesWithTheirNumbers() throws Exception {
    assertThat(Exports.mermaid(json()))
        .isEqualTo(
            """
            flowchart LR
              n0["client"]
              subgraph "us-east-1"
                n1["service shop"]
                n2["table Ord#34;ers#93;#10;#60;x#62;"]
              end
              n0 -->|"call 12.3/s"| n1
              n1 -->|"write 10/s, 20 % fail"| n2
            """);
  }

  @Test
  void dotHasRegionsNodesAndEdgesWithTheirNumbers() throws Exception {
    assertThat(Exports.dot(json()))
        .contains("subgraph cluster_0 {\n  label=\"us-east-1\";")
        .contains("n2 [label=\"table Ord\\\"ers] <x>\"];")
        .contains("n1 -> n2 [label=\"write 10/s, 20 % fail\"];")
        .endsWith("}\n");
  }

  @Test
  void anEmptyGraphIsAnEmptyDrawing() throws Exception {
    JsonNode empty = new ObjectMapper().readTree("{\"nodes\":[],\"edges\":[]}");
    assertThat(Exports.mermaid(empty)).isEqualTo("flowchart LR\n");
    assertThat(Exports.dot(empty)).doesNotContain("->");
  }

  private static JsonNode json() throws Exception {
    return new ObjectMapper().readTree(SHOP);
  }
}
