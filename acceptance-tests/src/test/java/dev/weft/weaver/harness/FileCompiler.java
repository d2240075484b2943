package dev.weft.weaver.harness;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;

/** A compiler that is a command-line tool: javac of another JDK, or ECJ. */
final class FileCompiler implements SourceCompiler {

  private interface Tool {
    void run(List<String> arguments, Path folder) throws IOException;
  }

  private final Tool tool;

  private FileCompiler(Tool tool) {
    this.tool = tool;
  }

  static SourceCompiler javac(Jdk jdk) {
    return new FileCompiler(
        (arguments, folder) -> {
          Path argumentFile = Files.write(folder.resolve("arguments"), arguments);
          List<String> wovenLater = List.of("-Xplugin:WeftGuard off", "@" + argumentFile);
          Forked.run(jdk.tool("javac"), wovenLater, folder);
        });
  }

  /** ECJ in this JVM. */
  static SourceCompiler ecj() {
    return new FileCompiler(
        (arguments, folder) -> {
          StringWriter messages = new StringWriter();
          PrintWriter out = new PrintWriter(messages);
          if (!BatchCompiler.compile(arguments.toArray(String[]::new), out, out, null)) {
            throw new IllegalArgumentException(messages.toString());
          }
        });
  }

  @Override
  public ClassFiles compile(List<SourceFile> sources, List<String> options) {
    try (TemporaryFolder folder = new TemporaryFolder("weft-compile")) {
      Path output = Files.createDirectory(folder.path().resolve("classes"));
      List<String> arguments = new ArrayList<>(options);
      arguments.addAll(List.of("-proc:none", "-nowarn", "-d", output.toString()));
      arguments.addAll(List.of("-classpath", ClassPath.ofPrograms()));
      for (SourceFile source : sources) {
        arguments.add(write(source, folder.path().resolve("src")).toString());
      }
      tool.run(arguments, folder.path());
      return read(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(SourceFile source, Path root) throws IOException {
    Path file = root.resolve(source.path());
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source.text());
  }

  private static ClassFiles read(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        files.put(name.replaceFirst("\\.class$", ""), Files.readAllBytes(file));
      }
    }
    return new ClassFiles(files);
  }
}
