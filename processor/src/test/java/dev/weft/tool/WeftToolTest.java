package dev.weft.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.processor.Javac;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class WeftToolTest {

  private static final String GREETER =
      """
      package com.acme;
      import dev.weft.*;
      import dev.weft.annotations.Async;
      class Greeter {
        @Async Coroutine<String> greet(Coroutine<String> title, Coroutine<String> name, int times) {
          String unused = "not kept";
          String result = unused.length() + Await.of(title);
          for (int i = 0; i < times; i++) {
            result += Await.of(name);
          }
          return Coroutine.of(result);
        }
        void plain() {}
      }
      """;

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path classes;

  @BeforeEach
  void compileGreeter() {
    classes = directory.resolve("classes");
    compile(GREETER);
  }

  private void compile(String source) {
    var javac = Javac.in(directory).source("com/acme/Greeter.java", source).output("classes");
    var result = javac.options("-g").withoutWeft().compile();
    assertTrue(result.success(), result.findings()::toString);
  }

  private int weft(Object... arguments) {
    String[] strings = new String[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      strings[i] = arguments[i].toString();
    }
    return ToolProvider.findFirst("weft")
        .orElseThrow()
        .run(new PrintWriter(out, true), new PrintWriter(err, true), strings);
  }

  private static String lines(StringWriter text) {
    return text.toString().replace("\r\n", "\n");
  }

  @Test
  void check_failsUntilWeaveHasRun() {
    assertEquals(1, weft("check", classes));
    assertEquals(0, weft("weave", classes));
    assertEquals(0, weft("weave", classes));
    assertEquals(0, weft("check", classes));
    assertEquals("not woven: com.acme.Greeter\nwoven: com.acme.Greeter\n", lines(out));
    assertEquals("", lines(err));
  }

  @Test
  void debug_keepsMoreAcrossAwaits() throws Exception {
    Path copy = directory.resolve("debug");
    Files.createDirectories(copy.resolve("com/acme"));
    Path file = Path.of("com/acme/Greeter.class");
    Files.copy(classes.resolve(file), copy.resolve(file));
    assertEquals(0, weft("weave", classes));
    assertEquals(0, weft("weave", "--debug", copy));

    assertTrue(Files.size(copy.resolve(file)) > Files.size(classes.resolve(file)));
  }

  @Test
  void explain_saysWhatLivesAcrossEachAwaitAndWhy() {
    assertEquals(0, weft("explain", "com.acme.Greeter.greet", "-cp", classes));
    String[] parts = lines(out).split("\n\n");
    assertTrue(
        parts[0].startsWith(
            """
            com.acme.Greeter.greet(dev.weft.Coroutine, dev.weft.Coroutine, int)
              state machine  com.acme.Greeter$greet$Async
              its fields"""),
        parts[0]);
    assertEquals(
        """
          state -1 (in no try), line 7: awaits a value
            keeps this (com.acme.Greeter): the receiver always is
            keeps operand stack (int): computed before the await, used after it
            keeps name (dev.weft.Coroutine): read at line 9
            keeps times (int): read at line 8""",
        parts[1].stripIndent());
    assertEquals(
        """
          state -2 (in no try), line 9: awaits a value
            keeps this (com.acme.Greeter): the receiver always is
            keeps operand stack (java.lang.String): computed before the await, used after it
            keeps name (dev.weft.Coroutine): read at line 9
            keeps times (int): read at line 8
            keeps i (int): read at line 8""",
        parts[2].stripTrailing().stripIndent());
  }

  @Test
  void wovenMethod_isExplainedFromItsSource() {
    weft("weave", classes);
    assertEquals(1, weft("explain", "com.acme.Greeter.greet", "-cp", classes));
    assertTrue(lines(err).contains("--source"), err.toString());
    Path source = directory.resolve("src");
    assertEquals(
        0, weft("explain", "com.acme.Greeter.greet", "--source", source, "-cp", Javac.classPath()));
    assertTrue(lines(out).contains("keeps name (dev.weft.Coroutine): read at line 9"));
  }

  @Test
  void methodThatIsNotAsync_cannotBeExplained() {
    assertEquals(1, weft("explain", "com.acme.Greeter.plain", "-cp", classes));
    assertTrue(
        lines(err).startsWith("error: there is no unwoven async method com.acme.Greeter.plain: "));
  }

  @Test
  void methodThatCannotBeWoven_isNamed() {
    compile(GREETER.replace("@Async", ""));
    assertEquals(1, weft("weave", classes));
    assertEquals(
        "error: com.acme.Greeter.greet, line 7: [AwaitOutsideAsync]",
        lines(err).substring(0, lines(err).indexOf("] ") + 1));
  }

  @Test
  void missingEntryOfTheClassPath_isNamed() {
    assertEquals(1, weft("explain", "com.acme.Greeter.greet", "-cp", "nowhere"));
    assertTrue(
        lines(err).startsWith("warning: nowhere of -cp does not exist\nerror: "), lines(err));
  }

  @Test
  void fileThatIsNoJar_isNamedWithExitCode2() throws Exception {
    Path readme = Files.writeString(directory.resolve("README.md"), "read me");
    Path damaged = Files.writeString(directory.resolve("damaged.jar"), "no jar");
    assertEquals(2, weft("check", readme));
    assertEquals(2, weft("weave", readme));
    assertEquals(2, weft("weave", damaged));
    assertEquals(2, weft("explain", "com.acme.Greeter.greet", "-cp", damaged));
    List<String> messages = lines(err).lines().toList();
    assertEquals(4, messages.size(), lines(err));
    for (String message : messages) {
      assertTrue(
          message.matches("error: .*(README.md|damaged.jar) cannot be read as a jar \\(.*\\): .*"),
          message);
    }
  }

  @Test
  void failureOfTheFileSystem_isASentence() throws Exception {
    Files.createDirectories(classes.resolve("com/acme/Greeter.class.weft/full"));
    assertEquals(2, weft("weave", classes));
    assertTrue(
        lines(err).endsWith("cannot be read or written (DirectoryNotEmptyException)\n"),
        lines(err));
  }

  @Test
  void badArguments_giveExitCode2() {
    assertEquals(2, weft());
    assertEquals(2, weft("weave"));
    assertEquals(2, weft("explain", "greet"));
    assertEquals(2, weft("weave", directory.resolve("nowhere")));
    assertTrue(lines(err).contains("'greet' names no method: write Class.method"));
    assertTrue(lines(err).contains("nowhere does not exist: name a directory or a jar"));
  }
}
