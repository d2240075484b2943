package dev.weft.examples.fileserver;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The folder that is served: no path and no link leads out of it. */
final class Folder {

  private final Path root;

  /**
   * The folder {@code root}.
   *
   * @throws IOException if it is not there
   */
  Folder(Path root) throws IOException {
    this.root = root.toRealPath();
  }

  /**
   * The file or folder at a path.
   *
   * @param path decoded, begins with a slash
   * @throws HttpException if there is none, or it is not in here or not to be read
   */
  Path find(String path) throws HttpException {
    try {
      Path file = require(root.resolve(path.replaceFirst("^/+", "")).normalize());
      return require(file.toRealPath());
    } catch (InvalidPathException e) {
      throw new HttpException(Status.BAD_REQUEST, "This is no path of a file.");
    } catch (AccessDeniedException e) {
      throw forbidden();
    } catch (HttpException e) {
      throw e;
    } catch (IOException e) {
      throw new HttpException(Status.NOT_FOUND, "There is no such file.");
    }
  }

  private Path require(Path file) throws HttpException {
    if (!file.startsWith(root)) {
      throw forbidden();
    }
    return file;
  }

  static HttpException forbidden() {
    return new HttpException(Status.FORBIDDEN, "This file is not to be read.");
  }

  /** The path of a file in here: {@code /} for the folder itself. */
  String path(Path file) {
    StringBuilder path = new StringBuilder();
    root.relativize(file).forEach(name -> path.append('/').append(name));
    return file.equals(root) ? "/" : path.toString();
  }
}
