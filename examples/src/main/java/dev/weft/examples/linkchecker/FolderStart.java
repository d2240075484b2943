package dev.weft.examples.linkchecker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A crawl that starts with every page in a folder, so that none is missed that nobody links to. */
record FolderStart(Path folder, SiteServer server, List<URI> pages) implements Start {

  /**
   * Serves a folder.
   *
   * @throws IOException if it is no folder, or cannot be read
   */
  static FolderStart of(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    SiteServer server = SiteServer.start(folder);
    return new FolderStart(folder, server, server.pages());
  }

  @Override
  public URI address() {
    return server.address("/");
  }

  @Override
  public String name(URI page) {
    return folder.resolve(page.getPath().substring(1)).toString();
  }

  @Override
  public void close() {
    server.close();
  }
}
