package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.harness.ClassPath;
import dev.weft.weaver.harness.Forked;
import dev.weft.weaver.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ECJ gives processors no view of class files: they are told, and the compilation goes on. */
@Tag("slow")
class EclipseCompilerTest {

  private static final String NOT_WOVEN =
      "WARNING: [NotWoven] Part.part is not woven here: ECJ offers processors no view of the"
          + " classes it writes. Weave the class files after compilation with weft-maven-plugin, the"
          + " Gradle plugin dev.weft or 'java -jar weft-processor.jar weave <dir>', or compile with"
          + " javac and weft-processor on its processor path.";

  @TempDir Path folder;

  @Test
  void asyncMethod_isWarnedOf() throws IOException {
    assertNotWoven(List.of());
  }

  @Test
  void runtimeWithoutJavac_isNoReasonToFail() throws IOException {
    assertNotWoven(List.of("--limit-modules", "java.base,java.compiler,java.xml,jdk.zipfs"));
  }

  private void assertNotWoven(List<String> jvmOptions) throws IOException {
    Path source =
        Files.writeString(
            folder.resolve("Part.java"),
            """
            import dev.weft.*;

            class Part {
              @dev.weft.annotations.Async
              static Coroutine<Void> part() {
                return Coroutine.of(Await.of(part()));
              }
            }
            """);
    List<String> arguments = new ArrayList<>(jvmOptions);
    arguments.addAll(List.of("-cp", ecj(), "org.eclipse.jdt.internal.compiler.batch.Main"));
    arguments.addAll(List.of("-source", "17", "-target", "17", "-cp", ClassPath.ofPrograms()));
    arguments.addAll(List.of("-processorpath", ProcessorPath.get()));
    arguments.addAll(List.of("-d", folder.toString(), source.toString()));
    Path java = new Jdk(Path.of(System.getProperty("java.home"))).tool("java");
    String report = Forked.run(java, arguments, folder);
    assertTrue(report.contains(NOT_WOVEN), report);
    assertTrue(Files.exists(folder.resolve("Part.class")));
  }

  private static String ecj() {
    for (String entry : ClassPath.ofTests().split(File.pathSeparator)) {
      if (Path.of(entry).getFileName().toString().startsWith("ecj-")) {
        return entry;
      }
    }
    throw new IllegalStateException("no ECJ on the class path");
  }
}
