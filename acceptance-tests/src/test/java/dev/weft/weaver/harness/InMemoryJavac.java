package dev.weft.weaver.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The javac of this JVM, from memory to memory. */
final class InMemoryJavac implements SourceCompiler {

  private final JavaCompiler compiler =
      Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");

  @Override
  public ClassFiles compile(List<SourceFile> sources, List<String> options) {
    StringWriter messages = new StringWriter();
    try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-proc:none", "-nowarn", "-classpath", ClassPath.ofPrograms()));
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  memory,
                  null,
                  all,
                  null,
                  sources.stream().map(Source::new).collect(Collectors.toList()))
              .call();
      if (!compiled) {
        throw new IllegalArgumentException(messages.toString());
      }
      return memory.classFiles();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Takes class files in; the rest is the standard file manager's. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    /** Keeps javac from the processor on this JVM's class path: nothing is woven here. */
    @Override
    public ClassLoader getClassLoader(Location location) {
      return ClassLoader.getPlatformClassLoader();
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      String internalName = className.replace('.', '/');
      return new SimpleJavaFileObject(URI.create("mem:///" + internalName + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(internalName, bytes);
          return bytes;
        }
      };
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      return a.toUri().equals(b.toUri());
    }

    ClassFiles classFiles() {
      Map<String, byte[]> files = new TreeMap<>();
      written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
      return new ClassFiles(files);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(SourceFile file) {
      super(URI.create("mem:///" + file.path()), Kind.SOURCE);
      this.text = file.text();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
