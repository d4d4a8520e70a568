package io.flowlens.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown file as far as links concern it.
 *
 * @param links destinations of its links and images, as written
 * @param anchors what a link may name behind {@code #}: its headings, as GitHub names them, and the
 *     ids of its HTML
 */
record Document(List<String> links, Set<String> anchors) {
  private static final Parser PARSER = Parser.builder().build();
  private static final Pattern HTML_ID = Pattern.compile("\\bid=\"([^\"]+)\"");
  private static final Pattern HTML_LINK = Pattern.compile("\\b(?:href|src)=\"([^\"]+)\"");

  /** Reads a file. */
  static Document of(Path file) throws IOException {
    Reading reading = new Reading();
    PARSER.parse(Files.readString(file)).accept(reading);
    return new Document(reading.links, reading.anchors);
  }

  private static final class Reading extends AbstractVisitor {
    private final List<String> links = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final IdGenerator ids = IdGenerator.builder().build();

    @Override
    public void visit(Heading heading) {
      anchors.add(ids.generateId(textOf(heading)));
      visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(image.getDestination());
      visitChildren(image);
    }

    @Override
    public void visit(HtmlInline html) {
      readHtml(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      readHtml(html.getLiteral());
    }

    private void readHtml(String html) {
      for (Matcher id = HTML_ID.matcher(html); id.find(); ) {
        anchors.add(id.group(1));
      }
      for (Matcher link = HTML_LINK.matcher(html); link.find(); ) {
        links.add(link.group(1));
      }
    }

    private static String textOf(Node heading) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
              text.append(part.getLiteral());
            }
          });
      return text.toString();
    }
  }
}
