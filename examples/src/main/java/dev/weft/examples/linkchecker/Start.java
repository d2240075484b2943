package dev.weft.examples.linkchecker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Where a crawl starts: at a URL, or in a folder, which is served as long as this is open. */
sealed interface Start extends AutoCloseable permits FolderStart, UrlStart {

  /** An address on the host of the site. */
  URI address();

  /** The pages to start with. */
  List<URI> pages();

  /** What to call a page in a report. */
  String name(URI page);

  @Override
  void close();

  /**
   * Understands what the user gave.
   *
   * @throws IOException if it is neither an http(s) URL nor a folder
   */
  static Start of(String folderOrUrl) throws IOException {
    return folderOrUrl.matches("(?i)https?://.*")
        ? UrlStart.of(folderOrUrl)
        : FolderStart.of(Path.of(folderOrUrl));
  }
}
