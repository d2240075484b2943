package dev.weft.annotations.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import dev.weft.processor.AsyncProcessor;
import dev.weft.processor.Javac;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in builds that have the annotations on their class path, and Weft's processor nowhere. */
class MissingProcessorGuardTest {

  private static final String NO_PROCESSOR =
      "error: [ProcessorNotRunning] async code, but no Weft processor: the code would not be woven,"
          + " and every await would fail when it is reached. Put weft-processor on the processor"
          + " path (Maven: annotationProcessorPaths; Gradle: annotationProcessor; javac:"
          + " -processorpath). If the classes are woven afterwards (weft-maven-plugin, the weft"
          + " command, the agent), say so: -Xplugin:\"WeftGuard off\".";

  @TempDir Path directory;

  @AfterEach
  void nothingIsLeftInTheSystemProperties() {
    assertNull(System.getProperties().get("dev.weft.processor.unclaimed"));
  }

  private Javac javac(String... source) {
    return Javac.in(directory)
        .output("out")
        .source("Greeter.java", source)
        .fileManager(OnlyAnnotations::new);
  }

  private Javac greeter() {
    return javac(
        "import dev.weft.*;",
        "abstract class Greeter {",
        "  @dev.weft.annotations.Async abstract Coroutine<Void> contract();",
        "  @dev.weft.annotations.Async Coroutine<Void> greet() { return contract(); }",
        "  @dev.weft.annotations.Async Coroutine<Void> greetAgain() { return contract(); }",
        "}");
  }

  @Test
  void asyncMethod_isAnErrorOnce() {
    Javac.Result result = greeter().compile();
    assertEquals(List.of("Greeter.java:4:47: " + NO_PROCESSOR), result.findings());
    assertEquals(List.of(), Javac.files(directory.resolve("out")));
  }

  @Test
  void awaitInALambda_isAnError() {
    Javac.Result result =
        javac(
                "class Greeter {",
                "  dev.weft.AsyncFunction<dev.weft.Coroutine<Void>, Void, RuntimeException> f =",
                "      c -> { dev.weft.Await.of(c); return null; };",
                "}")
            .compile();
    assertEquals(List.of("Greeter.java:3:31: " + NO_PROCESSOR), result.findings());
  }

  @Test
  void withoutProcessing_itSpeaksUpToo() {
    assertEquals(
        List.of("Greeter.java:4:47: " + NO_PROCESSOR),
        greeter().options("-proc:none").compile().findings());
  }

  @Test
  void whoWeavesAfterwards_canSaySo() {
    Javac.Result result = greeter().options("-Xplugin:WeftGuard off").compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  @Test
  void mavenGoalThatWeavesAfterwards_isFound() throws IOException {
    Files.writeString(
        directory.resolve("pom.xml"),
        "<artifactId>weft-maven-plugin</artifactId> ... <goals><goal>weave</goal></goals>");
    Javac.Result result = greeter().compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  @Test
  void mavenGoalThatOnlyChecks_isNoExcuse() throws IOException {
    Files.writeString(
        directory.resolve("pom.xml"),
        "<artifactId>weft-maven-plugin</artifactId> ... <goals><goal>check</goal></goals>");
    assertEquals(List.of("Greeter.java:4:47: " + NO_PROCESSOR), greeter().compile().findings());
  }

  @Test
  void processorFromElsewhere_isEnough() {
    assertEquals(List.of(), greeter().processors(new AsyncProcessor()).compile().findings());
  }

  @Test
  void plainCode_isFine() {
    Javac.Result result = javac("class Greeter {}").compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  @Test
  void otherErrors_areNotBlamedOnTheBuild() {
    assertEquals(
        List.of(
            "Greeter.java:2:26: error: incompatible types: java.lang.String cannot be converted to int"),
        javac(
                "class Greeter { @dev.weft.annotations.Async dev.weft.Coroutine<Void> f() {",
                "  return null; } int i = \"\"; }")
            .compile()
            .findings());
  }

  /** javac finds plugins with the loader of the class path. */
  private static final class OnlyAnnotations
      extends ForwardingJavaFileManager<StandardJavaFileManager> {

    OnlyAnnotations(StandardJavaFileManager standard) {
      super(standard);
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
      URL annotations = Async.class.getProtectionDomain().getCodeSource().getLocation();
      return new URLClassLoader(new URL[] {annotations}, new WithoutWeft());
    }
  }

  private static final class WithoutWeft extends ClassLoader {

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.weft.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
      return Collections.emptyEnumeration();
    }
  }
}
