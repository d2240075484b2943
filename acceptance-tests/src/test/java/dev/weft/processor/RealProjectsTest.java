package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.harness.ClassPath;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources of projects that know nothing of Weft: no false alarm, and no class changed. */
@Tag("slow")
class RealProjectsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"commons-lang3", "commons-io", "jsoup"})
  void sources_giveNoWarningOfWefts_andTheSameClasses(String project) throws IOException {
    List<Path> sources = unpack(project);
    Path with = Files.createDirectories(folder.resolve("with"));
    Path without = Files.createDirectories(folder.resolve("without"));

    assertEquals(List.of(), compile(sources, with, "-processorpath", ProcessorPath.get()));
    compile(sources, without, "-proc:none", "-processorpath", folder.toString());

    assertSameFiles(without, with);
  }

  private List<Path> unpack(String project) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (FileSystem jar = FileSystems.newFileSystem(sourceJar(project));
        Stream<Path> files = Files.walk(jar.getPath("/"))) {
      for (Path file : files.filter(RealProjectsTest::isJava).toList()) {
        Path target = folder.resolve("src" + file);
        Files.createDirectories(target.getParent());
        sources.add(Files.copy(file, target));
      }
    }
    assertTrue(sources.size() > 50, sources::toString);
    return sources;
  }

  private static boolean isJava(Path file) {
    return file.toString().endsWith(".java") && !file.endsWith("module-info.java");
  }

  private static Path sourceJar(String project) {
    return Stream.of(ClassPath.ofTests().split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> entry.getFileName().toString().matches(project + "-.*-sources\\.jar"))
        .findFirst()
        .orElseThrow();
  }

  /** What Weft says; of the rest, these sources may give rise to much. */
  private static List<String> compile(List<Path> sources, Path output, String... options)
      throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var findings = new DiagnosticCollector<JavaFileObject>();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-nowarn", "-encoding", "UTF-8", "-d", output.toString()));
    arguments.addAll(List.of("-classpath", ClassPath.ofTests()));
    try (var files = compiler.getStandardFileManager(findings, Locale.ROOT, null)) {
      boolean success =
          compiler
              .getTask(
                  new StringWriter(),
                  files,
                  findings,
                  arguments,
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      List<String> messages =
          findings.getDiagnostics().stream().map(d -> d.getMessage(Locale.ROOT)).toList();
      assertTrue(success, messages::toString);
      return messages.stream().filter(message -> message.matches("(?s)\\[[A-Z]\\w+] .*")).toList();
    }
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    assertEquals(relativeFiles(expected), relativeFiles(actual));
    for (String file : relativeFiles(expected)) {
      assertEquals(-1, Files.mismatch(expected.resolve(file), actual.resolve(file)), file);
    }
  }

  private static List<String> relativeFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .sorted()
          .toList();
    }
  }
}
