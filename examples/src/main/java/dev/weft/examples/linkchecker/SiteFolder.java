package dev.weft.examples.linkchecker;

import java.io.File;
import java.io.IOException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A folder seen as a site: its files by request path. */
final class SiteFolder {

  private static final List<String> INDEX_PAGES = List.of("index.html", "index.md", "README.md");

  private final Path root;

  /** The site in {@code root}, a real path. */
  SiteFolder(Path root) {
    this.root = root;
  }

  /**
   * The file or folder that a request path names.
   *
   * @param path decoded, starting with a slash
   */
  Optional<Path> find(String path) {
    Path file = root.resolve(path.substring(1)).normalize();
    return file.startsWith(root) && Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  /** The page to show for a folder. */
  Optional<Path> index(Path folder) {
    return INDEX_PAGES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** The request path of a file. */
  String path(Path file) {
    return "/" + root.relativize(file).toString().replace(File.separatorChar, '/');
  }

  /** All HTML and Markdown files, sorted; hidden ones are no part of the site. */
  List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> isPage(file) && !isHidden(root.relativize(file)))
          .sorted()
          .toList();
    }
  }

  private static boolean isPage(Path file) {
    String type = contentType(file);
    return (type.startsWith("text/html") || type.startsWith("text/markdown"))
        && Files.isRegularFile(file);
  }

  private static boolean isHidden(Path relative) {
    return StreamSupport.stream(relative.spliterator(), false)
        .anyMatch(name -> name.toString().startsWith("."));
  }

  /** The media type by the name of the file. */
  static String contentType(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".md")
        ? "text/markdown; charset=utf-8"
        : Optional.ofNullable(URLConnection.guessContentTypeFromName(name))
            .orElse("application/octet-stream");
  }
}
