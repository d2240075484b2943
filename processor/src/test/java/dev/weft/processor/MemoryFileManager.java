package dev.weft.processor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps class files in memory, as programs that compile at run time do. */
final class MemoryFileManager extends ForwardingJavaFileManager<JavaFileManager> {

  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final boolean readable;

  /**
   * @param readable whether what was written can be found again; many such programs do not care
   */
  MemoryFileManager(StandardJavaFileManager standard, boolean readable) {
    super(standard);
    this.readable = readable;
  }

  Set<String> names() {
    return files.keySet();
  }

  byte[] bytes(String name) {
    return files.get(name);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    return new MemoryFile("/" + className.replace('.', '/') + kind.extension);
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling)
      throws IOException {
    return readable
        ? new MemoryFile("/" + packageName.replace('.', '/') + "/" + relativeName)
        : super.getFileForOutput(location, packageName, relativeName, sibling);
  }

  private final class MemoryFile extends SimpleJavaFileObject {

    MemoryFile(String path) {
      super(URI.create("memory://" + path), Kind.CLASS);
    }

    @Override
    public InputStream openInputStream() throws IOException {
      byte[] bytes = files.get(uri.getPath());
      if (bytes == null) {
        throw new FileNotFoundException(uri.toString());
      }
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          files.put(uri.getPath(), toByteArray());
        }
      };
    }

    @Override
    public boolean delete() {
      return files.remove(uri.getPath()) != null;
    }
  }
}
