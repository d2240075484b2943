package dev.weft.internal.net;

import dev.weft.internal.loop.Log;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The file of a Unix domain socket. */
final class SocketFile {

  private SocketFile() {}

  /** Removes a socket that an earlier server has left. Another kind of file stays. */
  static void removeStale(Path path) {
    try {
      BasicFileAttributes attributes = attributes(path);
      if (attributes != null && attributes.isOther()) { // neither file, folder nor link
        Files.delete(path);
      }
    } catch (IOException e) {
      Log.logger().log(Level.ERROR, "cannot remove the old socket " + path, e); // bind() will fail
    }
  }

  /** Removes the socket file that is there now, unless it is another one by then. */
  static Runnable remover(Path path) throws IOException {
    Object key = key(path);
    return () -> {
      try {
        if (key != null && Objects.equals(key, key(path))) {
          Files.delete(path);
        }
      } catch (IOException e) {
        Log.logger().log(Level.ERROR, "cannot remove the socket " + path, e);
      }
    };
  }

  private static @Nullable Object key(Path path) throws IOException {
    BasicFileAttributes attributes = attributes(path);
    return attributes == null ? null : attributes.fileKey();
  }

  private static @Nullable BasicFileAttributes attributes(Path path) throws IOException {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        : null;
  }
}
