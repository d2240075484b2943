package dev.weft.examples.maker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.examples.Interrupts;
import dev.weft.examples.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS) // the commands are for a POSIX shell
class MainTest {

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file(String... rules) throws IOException {
    return Files.write(folder.resolve("rules"), List.of(rules));
  }

  private int make(int jobs, String... rules) throws IOException {
    return new CommandLine(new Main())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute("-f", file(rules).toString(), "-j", "" + jobs);
  }

  private List<String> printed() {
    return out.toString().lines().toList();
  }

  @Test
  void commands_runBehindTheirDependencies() throws IOException {
    assertEquals(
        0, make(4, "app: lib gen | echo app", "lib: gen | echo lib >&2", "gen: | echo 1; echo 2"));
    assertEquals(List.of("[gen] 1", "[gen] 2", "[lib] lib", "[app] app"), printed());
  }

  /** Two rules wait for each other through files, so both must run; with one job neither may. */
  @Test
  void independentCommands_runAtTheSameTimeUpToTheLimit() throws IOException {
    String meet = "touch %s; until [ -e %s ]; do sleep 0.01; done; echo met";
    assertEquals(
        0,
        make(
            2,
            "all: a b",
            "a: | cd " + folder + "; " + String.format(meet, "a", "b"),
            "b: | cd " + folder + "; " + String.format(meet, "b", "a")));
    assertEquals(List.of("[a] met", "[b] met"), printed().stream().sorted().toList());
  }

  @Test
  void limit_holdsBackTheOthers() throws IOException {
    String alone = "mkdir " + folder.resolve("lock") + " && sleep 0.05; rmdir " + folder + "/lock";
    assertEquals(0, make(1, "all: a b c", "a: | " + alone, "b: | " + alone, "c: | " + alone));
    assertEquals(List.of(), printed()); // mkdir would say that the folder exists
  }

  @Test
  void failure_endsTheOthersAndIsTheExitCode() throws IOException {
    long begin = System.nanoTime();
    assertEquals(
        7,
        make(4, "all: bad long next", "long: | sleep 50", "bad: | exit 7", "next: bad | echo no"));
    assertTrue(System.nanoTime() - begin < 30e9, "it waited for the command that had not failed");
    assertEquals(List.of(), printed());
    assertEquals("maker: bad failed with exit code 7\n", err.toString());
  }

  @Test
  void badRulesAndArguments_areExitCode2() throws IOException {
    assertEquals(2, make(1, "a: b", "b: a"));
    assertTrue(err.toString().contains("rules depend on each other: a -> b -> a"), err.toString());
    assertEquals(2, make(0, "a:"));
    assertTrue(err.toString().contains("--jobs must be at least 1"), err.toString());
  }

  @Test
  @Tag("slow") // starts a JVM
  void ctrlC_isExitCode130() throws Exception {
    assumeFalse(Interrupts.areIgnored(), "skipped: this process was started with SIGINT ignored");
    Path rules = file("a: | sh -c 'echo $$; exec sleep 50'; echo not reached");
    try (Program maker = Program.start(Main.class, "-f", rules.toString())) {
      ProcessHandle command = command(maker.readLine());
      ProcessHandle shell = command.parent().orElseThrow();
      maker.signal("INT");
      assertEquals("maker: interrupted", maker.readLine());
      assertEquals(130, maker.waitFor());
      assertFalse(shell.isAlive(), "the shell runs on");
      awaitEnd(command); // which nobody waits for when the shell is gone
    }
  }

  /** The process whose number stands in a line of output. */
  private static ProcessHandle command(String line) {
    assertTrue(line.startsWith("[a] "), line);
    return ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow();
  }

  private static void awaitEnd(ProcessHandle process) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (isRunning(process)) {
      assertTrue(System.nanoTime() < deadline, "the shell's command runs on");
      Thread.onSpinWait();
    }
  }

  /** A zombie, which is left where nobody buries orphans, has no command. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
