package dev.weft.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.processor.AsyncProcessor;
import dev.weft.processor.Javac;
import dev.weft.weaver.WeaveException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PathWeaverTest {

  private static final String GREETER =
      """
      package com.acme;
      import dev.weft.*;
      import dev.weft.annotations.Async;
      class Greeter {
        @Async static Coroutine<String> greet(Coroutine<String> name) {
          return Coroutine.of("hello " + Await.of(name));
        }
        static class Polite {
          AsyncCallable<String, RuntimeException> lambda() {
            return () -> Coroutine.of("good morning");
          }
          class Deep {
            @Async private Coroutine<String> inner() {
              Object local = new Object() {
                @Async Coroutine<String> anonymous() {
                  return Coroutine.of(Await.of(Deep.this.inner()));
                }
              };
              return Coroutine.of(local + Await.of(greet(null)));
            }
          }
        }
      }
      """;

  private static final String OUTER =
      """
      package com.acme;
      class Outer {
        interface Inner {
          @dev.weft.annotations.Async
          default dev.weft.Coroutine<String> f(dev.weft.Coroutine<String> c) {
            return dev.weft.Coroutine.of(dev.weft.Await.of(c));
          }
        }
      }
      """;

  private static final String PLAIN = "package com.acme; class Plain { class Inner {} }";

  @TempDir Path directory;

  private Javac javac(String output, String... options) {
    return Javac.in(directory)
        .source("com/acme/Greeter.java", GREETER)
        .source("com/acme/Outer.java", OUTER)
        .source("com/acme/Plain.java", PLAIN)
        .options(options)
        .output(output);
  }

  private Path unwoven(String output, String... options) {
    var result = javac(output, options).withoutWeft().compile();
    assertTrue(result.success(), result.findings()::toString);
    return directory.resolve(output);
  }

  private Path wovenByJavac(String output, String... options) {
    var result = javac(output, options).processors(new AsyncProcessor()).compile();
    assertTrue(result.success(), result.findings()::toString);
    return directory.resolve(output);
  }

  private Path jar(String name, Path classes, String prefix) throws IOException {
    Path jar = directory.resolve(name);
    try (FileSystem files =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      Files.createDirectories(files.getPath(prefix));
      for (String file : Javac.files(classes)) {
        Path target = files.getPath(prefix, file);
        Files.createDirectories(target.getParent());
        Files.copy(classes.resolve(file), target);
        Files.setLastModifiedTime(target, FileTime.fromMillis(1_700_000_000_000L));
      }
    }
    return jar;
  }

  private static void assertSameFiles(Path expected, Path actual) throws IOException {
    assertEquals(Javac.files(expected), Javac.files(actual));
    for (String file : Javac.files(expected)) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file);
    }
  }

  private static Map<String, FileTime> times(Path classes) throws IOException {
    Map<String, FileTime> times = new TreeMap<>();
    for (String file : Javac.files(classes)) {
      times.put(file, Files.getLastModifiedTime(classes.resolve(file)));
    }
    return times;
  }

  @Test
  void directory_isWovenAsByJavac() throws Exception {
    Path classes = unwoven("later");
    WeaveResult result = PathWeaver.weave(classes);
    assertSameFiles(wovenByJavac("javac"), classes);
    assertEquals(
        List.of(
            "com.acme.Greeter",
            "com.acme.Greeter$Polite",
            "com.acme.Greeter$Polite$Deep",
            "com.acme.Greeter$Polite$Deep$1",
            "com.acme.Outer",
            "com.acme.Outer$Inner"),
        result.classes().stream().sorted().toList());
  }

  @Test
  void classFilesWithoutNests_areWovenAsByJavac() throws Exception {
    Path classes = unwoven("later", "--release", "8", "-Xlint:-options");
    PathWeaver.weave(classes);
    assertSameFiles(wovenByJavac("javac", "--release", "8", "-Xlint:-options"), classes);
  }

  @Test
  void wovenDirectory_isNotTouched() throws Exception {
    Path classes = wovenByJavac("javac");
    Map<String, FileTime> before = times(classes);
    assertEquals(List.of(), PathWeaver.weave(classes).classes());
    assertEquals(before, times(classes));
  }

  @Test
  void check_namesWhatIsNotWovenAndChangesNothing() throws Exception {
    Path classes = unwoven("later");
    Map<String, FileTime> before = times(classes);
    assertTrue(PathWeaver.check(classes).classes().contains("com.acme.Outer$Inner"));
    assertEquals(before, times(classes));
    PathWeaver.weave(classes);
    assertEquals(List.of(), PathWeaver.check(classes).classes());
  }

  @Test
  void jar_isWovenAsADirectoryIs() throws Exception {
    Path jar = jar("app.jar", unwoven("later"), "/WEB-INF/classes");
    Path again = directory.resolve("again.jar");
    Files.copy(jar, again);
    assertEquals(6, PathWeaver.weave(jar).classes().size());
    assertEquals(List.of(), PathWeaver.check(jar).classes());
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      assertSameFiles(wovenByJavac("javac"), files.getPath("/WEB-INF/classes"));
    }
    PathWeaver.weave(again);
    assertArrayEquals(Files.readAllBytes(jar), Files.readAllBytes(again));
  }

  @Test
  void wovenJar_isNotTouched() throws Exception {
    Path jar = jar("app.jar", wovenByJavac("javac"), "/");
    FileTime before = Files.getLastModifiedTime(jar);
    assertEquals(List.of(), PathWeaver.weave(jar).classes());
    assertEquals(before, Files.getLastModifiedTime(jar));
  }

  @Test
  void signedJar_isRefused() throws Exception {
    Path jar = jar("app.jar", unwoven("later"), "/");
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      Files.createDirectories(files.getPath("/META-INF"));
      Files.writeString(files.getPath("/META-INF/ACME.SF"), "Signature-Version: 1.0");
    }
    byte[] before = Files.readAllBytes(jar);
    var e = assertThrows(IOException.class, () -> PathWeaver.weave(jar));
    assertTrue(e.getMessage().endsWith("weave it before it is signed"), e.getMessage());
    assertArrayEquals(before, Files.readAllBytes(jar));
    assertEquals(List.of("app.jar"), jarsIn(directory));
  }

  private static List<String> jarsIn(Path directory) {
    return Javac.files(directory).stream().filter(file -> file.endsWith(".jar")).toList();
  }

  @Test
  void classesCompiledAnew_loseTheStateMachinesOfTheirEarlierVersion() throws Exception {
    Path classes = unwoven("later");
    PathWeaver.weave(classes);
    unwoven("later");
    PathWeaver.weave(classes);
    assertSameFiles(wovenByJavac("javac"), classes);

    String withoutGreet = GREETER.replace("greet(", "salute(");
    Javac.in(directory)
        .source("com/acme/Greeter.java", withoutGreet)
        .withoutWeft()
        .output("later")
        .compile();
    PathWeaver.weave(classes);
    assertFalse(Files.exists(classes.resolve("com/acme/Greeter$greet$Async.class")));
    assertTrue(Files.exists(classes.resolve("com/acme/Greeter$salute$Async.class")));
  }

  @Test
  void methodThatCannotBeWoven_leavesEverythingAsItIs() throws Exception {
    var bad =
        Javac.in(directory)
            .source(
                "com/acme/Bad.java",
                """
                package com.acme;
                class Bad {
                  String f() {
                    return dev.weft.Await.of(dev.weft.Coroutine.of(""));
                  }
                }
                """);
    bad.withoutWeft().output("later").compile();
    Path classes = unwoven("later");
    Map<String, FileTime> before = times(classes);
    var e = assertThrows(WeaveException.class, () -> PathWeaver.weave(classes));
    assertEquals(List.of("AwaitOutsideAsync"), e.problems().stream().map(p -> p.tag()).toList());
    assertTrue(
        e.problems().get(0).describe().startsWith("com.acme.Bad.f, line 4: [AwaitOutsideAsync] "),
        e.problems().get(0).describe());
    assertEquals(before, times(classes));
  }

  @Test
  void unreadableClassFile_isReportedIfItMentionsWeft() throws Exception {
    Path classes = unwoven("later");
    Path greeter = classes.resolve("com/acme/Greeter.class");
    byte[] bytes = Files.readAllBytes(greeter);
    bytes[7] = 120; // a version of the far future
    Files.write(greeter, bytes);
    var e = assertThrows(WeaveException.class, () -> PathWeaver.weave(classes));
    assertTrue(
        e.problems().stream().anyMatch(p -> p.tag().equals("AsyncClassFileTooNew")),
        e.getMessage());
  }

  @Test
  void linkToAJar_staysALink() throws Exception {
    Path jar = jar("app.jar", unwoven("later"), "/");
    Path link = Files.createSymbolicLink(directory.resolve("link.jar"), jar);
    assertEquals(6, PathWeaver.weave(link).classes().size());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of(), PathWeaver.check(jar).classes());
  }

  @Test
  void linkToADirectory_isFollowed() throws Exception {
    Path classes = unwoven("later");
    Path link = Files.createSymbolicLink(directory.resolve("link"), classes);
    assertEquals(6, PathWeaver.check(link).classes().size());
    assertEquals(6, PathWeaver.weave(link).classes().size());
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of(), PathWeaver.check(classes).classes());
  }

  @Test
  void permissions_stay() throws Exception {
    Path classes = unwoven("later");
    Path jar = jar("app.jar", classes, "/");
    Path greeter = classes.resolve("com/acme/Greeter.class");
    var permissions = PosixFilePermissions.fromString("rw-rw-r--");
    Files.setPosixFilePermissions(jar, permissions);
    Files.setPosixFilePermissions(greeter, permissions);
    PathWeaver.weave(classes);
    PathWeaver.weave(jar);
    assertEquals(permissions, Files.getPosixFilePermissions(jar));
    assertEquals(permissions, Files.getPosixFilePermissions(greeter));
  }

  @Test
  void jarWithinAJar_isCheckedAndNotWoven() throws Exception {
    Path lib = jar("lib.jar", unwoven("later"), "/");
    Path war = jar("app.war", wovenByJavac("javac"), "/WEB-INF/classes");
    try (FileSystem files = FileSystems.newFileSystem(war)) {
      Files.createDirectories(files.getPath("/WEB-INF/lib"));
      Files.copy(lib, files.getPath("/WEB-INF/lib/lib.jar"));
    }
    assertEquals(List.of(), PathWeaver.weave(war).classes());
    List<String> unwoven = PathWeaver.check(war).classes();
    assertEquals(6, unwoven.size());
    assertTrue(unwoven.contains("com.acme.Outer in /WEB-INF/lib/lib.jar"), unwoven::toString);
  }

  @Test
  void missingPath_isNamed() {
    Path nowhere = directory.resolve("nowhere");
    var e = assertThrows(IOException.class, () -> PathWeaver.weave(nowhere));
    assertEquals(nowhere + " does not exist: name a directory or a jar", e.getMessage());
  }
}
