package dev.weft.processor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Keeps class files in memory, each in the object that javac was given last to write it. */
final class ReplacingFileManager extends ForwardingJavaFileManager<JavaFileManager> {

  private final Map<String, MemoryFile> files = new TreeMap<>();

  ReplacingFileManager(StandardJavaFileManager standard) {
    super(standard);
  }

  byte[] bytes(String name) {
    return files.get(name).content.toByteArray();
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    MemoryFile file = new MemoryFile("/" + className.replace('.', '/') + kind.extension);
    files.put(file.getName(), file);
    return file;
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    return files.computeIfAbsent(
        "/" + packageName.replace('.', '/') + "/" + relativeName, MemoryFile::new);
  }

  private static final class MemoryFile extends SimpleJavaFileObject {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    MemoryFile(String path) {
      super(URI.create("memory://" + path), Kind.CLASS);
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(content.toByteArray());
    }

    @Override
    public OutputStream openOutputStream() {
      content.reset();
      return content;
    }
  }
}
