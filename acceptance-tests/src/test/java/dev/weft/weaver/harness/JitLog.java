package dev.weft.weaver.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What both compilers of a JVM make of programs that it runs.
 *
 * <p>The methods of the programs are compiled after a few calls, at once, by C1 and then by C2;
 * everything else as usual.
 *
 * @param packagePrefix what the names of the programs' packages begin with
 * @param lines what {@code -XX:+PrintCompilation} prints
 */
public record JitLog(String packagePrefix, List<String> lines) {

  private static final Pattern BY_C2 = Pattern.compile("^ *\\d+ +\\d+ .{5} +4 +(\\S+::\\S+) ");

  /** Not about the method: a class was loaded that the compiler had thought missing. */
  private static final String TRY_AGAIN = "concurrent class loading";

  /** How often each entry is to run, so that C2 compiles what it calls. */
  public static final int RUNS = 20;

  /** Runs programs. */
  public static JitLog of(ForkedRuns runs, Jdk jdk, String packagePrefix, List<String> jvmOptions) {
    try (TemporaryFolder folder = new TemporaryFolder("weft-jit")) {
      Path log = folder.path().resolve("log");
      String methods = packagePrefix + "*::*";
      List<String> options = new ArrayList<>(jvmOptions);
      options.addAll(
          List.of(
              "-XX:CompileCommand=quiet",
              "-XX:CompileCommand=CompileThresholdScaling," + methods + ",0.002",
              "-XX:CompileCommand=BackgroundCompilation," + methods + ",false",
              "-XX:+PrintCompilation",
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:-DisplayVMOutput",
              "-XX:+LogVMOutput",
              "-XX:LogFile=" + log));
      runs.run(jdk, options);
      return new JitLog(packagePrefix, Files.readAllLines(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries that say that a compiler has given up on a method of a program, or of Weft. */
  public List<String> skipped() {
    return lines.stream()
        .filter(line -> line.contains("COMPILE SKIPPED") || line.contains("made not compilable"))
        .filter(line -> line.contains(" " + packagePrefix) || line.contains(" dev.weft."))
        .filter(line -> !line.contains(TRY_AGAIN))
        .collect(Collectors.toList());
  }

  /** The methods that C2 has compiled, as {@code package.Class::method}. */
  public Set<String> compiledByC2() {
    return lines.stream()
        .map(BY_C2::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1))
        .collect(Collectors.toSet());
  }
}
