package io.flowlens.diagram;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page as one file that needs no server: its script and style, the layout's worker, and the
 * state of one moment are inside of it. It may load nothing from anywhere.
 */
final class PageFile {
  private static final String FOLDER = "/web/";

  private static final Pattern SCRIPT =
      Pattern.compile("<script type=\"module\"[^>]* src=\"\\./([^\"]+)\"></script>");
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\"[^>]* href=\"\\./([^\"]+)\">");
  private static final Pattern WORKER = Pattern.compile("elk-worker\\.min-[\\w-]+\\.js");

  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline';"
          + " img-src data: blob:; worker-src blob:";

  private PageFile() {}

  /**
   * Writes the file.
   *
   * @param state what the page begins with, as JSON
   */
  static String of(String state) {
    String page = resource("index.html");
    Matcher script = find(SCRIPT, page);
    Matcher style = find(STYLE, page);
    String code = resource(script.group(1));
    String worker = resource("assets/" + find(WORKER, code).group());
    String head =
        "<meta http-equiv=\"Content-Security-Policy\" content=\""
            + POLICY
            + "\">\n<style>"
            + resource(style.group(1))
            + "</style>\n";
    String body =
        "<script type=\"application/json\" id=\"state\">"
            + state.replace("<", "\\u003c")
            + "</script>\n<script type=\"text/plain\" id=\"worker\">"
            + inside(worker)
            + "</script>\n<script type=\"module\">"
            + inside(code)
            + "</script>\n";
    return page.replace(script.group(), "")
        .replace(style.group(), head)
        .replace("</body>", body + "</body>");
  }

  /** Nothing in a script may look like its end, or like a comment that hides it. */
  private static String inside(String script) {
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("The page was built in another form: no " + pattern);
    }
    return found;
  }

  private static String resource(String name) {
    return Resources.text(FOLDER + name);
  }
}
