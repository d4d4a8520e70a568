package io.flowlens.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
  private static final Path REPOSITORY = Path.of("..");

  @TempDir Path folder;

  @Test
  void everyLinkOfTheRepositoryLeadsToAFileAndHeading() throws IOException {
    Documents documents = Documents.below(REPOSITORY);
    assertThat(documents.files()).contains("README.md", "docs/configuration.md");
    assertThat(documents.faults()).isEmpty();
  }

  @Test
  void aLinkToAMissingFileHeadingOrPlaceOutsideIsAFault() throws IOException {
    write(
        "docs/a.md",
        "[gone](b.md) ![gone](c.png) [no such heading](#d) [outside](../../e.md)"
            + " <img src=\"f.png\">\n\n| a |\n|---|\n| [in a table](g.md) |\n");
    assertThat(Documents.below(folder).faults())
        .containsExactly(
            "docs/a.md links to b.md",
            "docs/a.md links to c.png",
            "docs/a.md links to #d",
            "docs/a.md links to ../../e.md",
            "docs/a.md links to f.png",
            "docs/a.md links to g.md");
  }

  @Test
  void filesFoldersHeadingsIdsAndOtherSitesAreNoFaults() throws IOException {
    write("docs/b.md", "## How `x.y` fails, and why\n\n## Twice\n\n## Twice\n\n<a id=\"z\"></a>\n");
    write(
        "README.md",
        "[file](docs/b.md) [folder](docs) [heading](docs/b.md#how-xy-fails-and-why)"
            + " [second](docs/b.md#twice-1) [id](docs/b.md#z) [site](https://example.com/x#y)\n");
    assertThat(Documents.below(folder).faults()).isEmpty();
  }

  @Test
  void whatIsBuiltOrInstalledIsNotRead() throws IOException {
    write("web/node_modules/x/README.md", "[gone](gone.md)\n");
    write("job/target/a.md", "[gone](gone.md)\n");
    assertThat(Documents.below(folder).files()).isEmpty();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
