package io.flowlens.diagram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageFileTest {
  @Test
  void aNameCannotEndTheScriptThatHoldsIt() {
    String file = PageFile.of("{\"name\":\"</script><script>alert(1)</script><!--\"}");
    assertThat(file)
        .contains("{\"name\":\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\\u003c!--\"}")
        .doesNotContain("<script>alert(1)");
  }

  @Test
  void theFileMayLoadNothing() {
    assertThat(PageFile.of("{}"))
        .contains("default-src 'none'")
        .doesNotContain("src=\"./")
        .doesNotContain("href=\"./")
        .doesNotContain("rel=\"stylesheet\"");
  }
}
