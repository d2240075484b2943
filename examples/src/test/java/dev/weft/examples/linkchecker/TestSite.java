package dev.weft.examples.linkchecker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder in the making. */
record TestSite(Path folder) {

  TestSite with(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  SiteServer serve() throws IOException {
    return SiteServer.start(folder);
  }
}
