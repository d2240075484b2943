package dev.weft.examples.fileserver;

import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Media types by the names of files. */
final class MediaTypes {

  /** What the JDK's table does not have. */
  private static final Map<String, String> MORE =
      Map.of(
          "ico", "image/x-icon",
          "js", "text/javascript",
          "json", "application/json",
          "md", "text/markdown",
          "mjs", "text/javascript",
          "mp4", "video/mp4",
          "svg", "image/svg+xml",
          "wasm", "application/wasm",
          "webp", "image/webp",
          "woff2", "font/woff2");

  private MediaTypes() {}

  static String of(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    String type = MORE.get(extension);
    if (type == null) {
      type = URLConnection.guessContentTypeFromName(name);
    }
    if (type == null) {
      return "application/octet-stream";
    }
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
  }
}
