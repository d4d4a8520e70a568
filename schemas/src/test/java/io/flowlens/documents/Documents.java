package io.flowlens.documents;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** All Markdown files below a folder, and which of their links lead nowhere. */
final class Documents {
  private static final Set<String> NOT_OURS = Set.of("node_modules", "target", "dist", ".git");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*");

  private final Path root;
  private final Map<Path, Document> byFile = new TreeMap<>();

  private Documents(Path root) {
    this.root = root;
  }

  /** Those below this folder; what is built or installed there does not count. */
  static Documents below(Path folder) throws IOException {
    Documents documents = new Documents(folder.toRealPath());
    Files.walkFileTree(
        documents.root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return NOT_OURS.contains(dir.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".md")) {
              documents.byFile.put(file, Document.of(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return documents;
  }

  /** The files, relative to the folder. */
  List<String> files() {
    return byFile.keySet().stream().map(this::name).toList();
  }

  /** One sentence for each relative link that leads to no file, or to no heading of its file. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    byFile.forEach(
        (file, document) ->
            document.links().stream()
                .filter(link -> !ELSEWHERE.matcher(link).matches())
                .filter(link -> !leadsSomewhere(file, link))
                .forEach(link -> faults.add(name(file) + " links to " + link)));
    return faults;
  }

  private boolean leadsSomewhere(Path file, String link) {
    int hash = link.indexOf('#');
    String path = (hash < 0 ? link : link.substring(0, hash)).replace("%20", " ");
    Path target = path.isEmpty() ? file : file.resolveSibling(path).normalize();
    if (!target.startsWith(root) || !Files.exists(target)) {
      return false;
    }
    if (hash < 0) {
      return true;
    }
    Document document = byFile.get(target);
    return document != null && document.anchors().contains(link.substring(hash + 1));
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }
}
