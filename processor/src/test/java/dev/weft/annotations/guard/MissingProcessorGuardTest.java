package dev.weft.annotations.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import dev.weft.processor.AsyncProcessor;
import dev.weft.processor.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
  void mavenGoalThatWeavesAfterwards_isOnlyNoted() {
    write("pom.xml", pom("<build>", plugins(goal("weave")), "</build>"));
    assertLeftToMaven();
  }

  private void assertLeftToMaven() {
    Javac.Result result = greeter().compile();
    assertEquals(
        List.of(
            "Greeter.java:4:47: note: [ProcessorNotRunning] async code that javac leaves unwoven: the"
                + " goal weave of weft-maven-plugin in "
                + directory.resolve("pom.xml")
                + " weaves it in the phase process-classes. 'mvn compile' ends before that: say 'mvn"
                + " process-classes'."),
        result.findings());
    assertTrue(result.success());
  }

  private void assertNoExcuse() {
    assertEquals(List.of("Greeter.java:4:47: " + NO_PROCESSOR), greeter().compile().findings());
  }

  @Test
  void mavenGoalBesidePlainCode_isNotNoted() {
    write("pom.xml", pom("<build>", plugins(goal("weave")), "</build>"));
    assertEquals(List.of(), javac("class Greeter {}").compile().findings());
  }

  @Test
  void mavenGoalAmongBlanksAndComments_isFound() {
    write(
        "pom.xml", pom("<build>", plugins(goal("\n  weave <!-- javac cannot -->\n")), "</build>"));
    assertLeftToMaven();
  }

  static Stream<String> pomsThatDoNotWeave() {
    return Stream.of(
        pom("<build>", plugins(goal("check")), "</build>"),
        pom("<!-- <build>", plugins(goal("weave")), "</build> -->"),
        pom("<build><pluginManagement>", plugins(goal("weave")), "</pluginManagement></build>"),
        pom("<profiles><profile><build>", plugins(goal("weave")), "</build></profile></profiles>"),
        pom(
            "<build>",
            plugins("<id>w</id><phase>none</phase><goals><goal>weave</goal></goals>"),
            "</build>"),
        pom("<build>", plugins(goal("weave")).replace("dev.weft", "com.example"), "</build>"),
        pom("<build>", plugins(goal("weave"))),
        "<!DOCTYPE project>" + pom("<build>", plugins(goal("weave")), "</build>"),
        "weft-maven-plugin <goal>weave</goal>");
  }

  @ParameterizedTest
  @MethodSource("pomsThatDoNotWeave")
  void pomThatDoesNotWeave_isNoExcuse(String pom) {
    write("pom.xml", pom);
    assertNoExcuse();
  }

  @Test
  void pomOfAnotherProjectAround_isNoExcuse() {
    write("pom.xml", pom("<build>", plugins(goal("weave")), "</build>"));
    write("src/pom.xml", pom());
    assertNoExcuse();
  }

  @Test
  void goalInAParentOnDisk_isFound() {
    write("pom.xml", child("parent", "<relativePath>./all/parent</relativePath>"));
    write("all/parent/pom.xml", pom("<build>", plugins(goal("weave")), "</build>"));
    assertLeftToMaven();
  }

  @Test
  void goalThatTheParentManages_isFoundWhereTheChildUsesThePlugin() {
    String managed = "<build><pluginManagement>" + plugins(goal("weave")) + "</pluginManagement>";
    write("all/pom.xml", pom(managed, "</build>"));
    write("pom.xml", child("parent", "<relativePath>all</relativePath>"));
    assertNoExcuse();
    write(
        "pom.xml",
        child("parent", "<relativePath>all</relativePath>", "<build>", plugins(""), "</build>"));
    assertLeftToMaven();
  }

  @Test
  void goalThatTheChildSwitchesOff_isNoExcuse() {
    write("all/pom.xml", pom("<build>", plugins(goal("weave")), "</build>"));
    write(
        "pom.xml",
        child(
            "parent",
            "<relativePath>all</relativePath>",
            "<build>",
            plugins("<phase>none</phase>"),
            "</build>"));
    assertNoExcuse();
  }

  @Test
  void pomAtTheParentsPlaceThatIsNoParent_isNoExcuse() {
    write("all/pom.xml", pom("<build>", plugins(goal("weave")), "</build>"));
    write("pom.xml", child("other", "<relativePath>all</relativePath>"));
    assertNoExcuse();
    write("pom.xml", child("parent", "<relativePath/>"));
    assertNoExcuse();
  }

  private void write(String file, String text) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pom(String... parts) {
    return "<project><artifactId>parent</artifactId>" + String.join("", parts) + "</project>";
  }

  private static String child(String parent, String relativePath, String... parts) {
    return "<project><parent><artifactId>"
        + parent
        + "</artifactId>"
        + relativePath
        + "</parent><artifactId>child</artifactId>"
        + String.join("", parts)
        + "</project>";
  }

  private static String goal(String name) {
    return "<goals><goal>" + name + "</goal></goals>";
  }

  private static String plugins(String execution) {
    return "<plugins><plugin><groupId>dev.weft</groupId>"
        + "<artifactId>weft-maven-plugin</artifactId><executions><execution>"
        + execution
        + "</execution></executions></plugin></plugins>";
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
