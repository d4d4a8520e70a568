package io.flowlens.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fenced blocks of a page in Markdown. */
final class Page {
  private static final Pattern FENCED =
      Pattern.compile(
          "^(?:<!-- sample: (\\S+) -->\\n\\s*)?```(\\w+)\\n(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);

  private final List<Block> blocks = new ArrayList<>();

  Page(Path file) throws IOException {
    Matcher fenced = FENCED.matcher(Files.readString(file));
    while (fenced.find()) {
      blocks.add(new Block(fenced.group(2), fenced.group(3), fenced.group(1)));
    }
  }

  /** All, in order. */
  List<Block> blocks() {
    return blocks;
  }

  /** Those of one language. */
  List<Block> blocks(String language) {
    return blocks.stream().filter(block -> block.language().equals(language)).toList();
  }

  /**
   * A block.
   *
   * @param sample the schema's sample that it shows; null for none
   */
  record Block(String language, String text, String sample) {}
}
