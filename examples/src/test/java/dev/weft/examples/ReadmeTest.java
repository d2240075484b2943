package dev.weft.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README says is true. */
class ReadmeTest {

  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private final Readme readme = Readme.read();

  @TempDir Path folder;

  ReadmeTest() throws IOException {}

  @Test
  @Tag("slow") // starts a JVM
  void example_compilesAndRuns() throws Exception {
    Path source = Files.writeString(folder.resolve("Greeter.java"), readme.greeter());

    assertEquals(0, javac(source));
    assertEquals(List.of("Hello ADA", "Hello ALAN", "Hello GRACE"), java("Greeter"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"readme-first-project", "jdk25"})
  void firstProject_isThatOfTheReadme(String name) throws IOException {
    Path project = Readme.ROOT.resolve("it-tests/src/it").resolve(name);

    assertEquals(readme.blocks("xml"), List.of(Files.readString(project.resolve("pom.xml"))));
    assertEquals(readme.greeter(), Files.readString(project.resolve("src/main/java/Greeter.java")));
  }

  @Test
  void commands_areThoseThatCiRuns() throws IOException {
    List<String> mentioned =
        readme.blocks("").stream().map(String::strip).filter(c -> c.startsWith("mvn")).toList();
    List<String> run =
        Files.readAllLines(Readme.ROOT.resolve(".ci/run")).stream()
            .filter(line -> line.startsWith("mvn"))
            .toList();

    assertEquals(2, run.size());
    assertTrue(mentioned.containsAll(run), mentioned::toString);
  }

  @Test
  void version_isThatOfThisBuild() {
    String version = System.getProperty("weft.version");

    assertTrue(readme.text().contains("<weft.version>" + version + "</weft.version>"));
    assertTrue(readme.text().contains("'dev.weft:weft-runtime:" + version + "'"));
    assertTrue(readme.text().contains("'dev.weft:weft-processor:" + version + "'"));
  }

  @Test
  void examples_areAllInTheirReadme() throws IOException {
    String text = Files.readString(Path.of("README.md"));
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(ReadmeTest::isProgram).toList()) {
        boolean alone = source.endsWith("Main.java"); // then its package has one program
        Path named = alone ? source.getParent() : source;
        assertTrue(
            text.contains(named.toString().replace(File.separatorChar, '/')), () -> "" + named);
      }
    }
  }

  private static boolean isProgram(Path file) {
    try {
      return Files.isRegularFile(file)
          && Files.readString(file).contains("public static void main(");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int javac(Path source) {
    return ToolProvider.findFirst("javac")
        .orElseThrow()
        .run(
            System.out,
            System.err,
            "-cp",
            CLASS_PATH,
            "-processorpath",
            CLASS_PATH,
            "-d",
            folder.toString(),
            source.toString());
  }

  private List<String> java(String mainClass) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String classPath = folder + System.getProperty("path.separator") + CLASS_PATH;
    Process process =
        new ProcessBuilder(java.toString(), "-cp", classPath, mainClass)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader()) {
      return output.lines().toList();
    }
  }
}
