package dev.weft.examples.fileserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The page that shows what is in a folder. */
final class Listing {

  private Listing() {}

  /**
   * The page for {@code folder}.
   *
   * @param path of the folder, decoded
   */
  static String of(Path folder, String path) throws IOException {
    StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");
    page.append("<title>").append(escape(path)).append("</title>\n");
    page.append("<h1>").append(escape(path)).append("</h1>\n<ul>\n");
    if (!path.equals("/")) {
      page.append("<li><a href=\"../\">../</a>\n");
    }
    for (String name : names(folder)) {
      page.append("<li><a href=\"./").append(RequestPath.encode(name)).append("\">");
      page.append(escape(name)).append("</a>\n");
    }
    return page.append("</ul>\n").toString();
  }

  /** Sorted; those of folders with a slash. */
  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
          .sorted()
          .toList();
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
