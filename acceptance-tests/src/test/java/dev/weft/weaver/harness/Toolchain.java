package dev.weft.weaver.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A compiler with its options.
 *
 * @param release the version of Java, of the language and of the class files
 * @param debug whether class files carry lines, local variables and parameter names, or none
 */
public record Toolchain(String name, SourceCompiler compiler, int release, boolean debug) {

  private static final SourceCompiler JAVAC = new InMemoryJavac();

  /** What programs are compiled with unless a test is about compilers. */
  public static final Toolchain DEFAULT = new Toolchain("javac", JAVAC, 17, true);

  /** Those whose class files this JVM is to run. */
  public static List<Toolchain> forThisJvm() {
    return Soak.ENABLED
        ? all().filter(Toolchain::runsHere).collect(Collectors.toList())
        : List.of(DEFAULT, new Toolchain("javac", JAVAC, 17, false), ecj(true));
  }

  /** Those whose class files JDK 25 is to run; empty where there is none. */
  public static List<Toolchain> forJdk25() {
    if (Jdk.find25().isEmpty()) {
      return List.of();
    }
    return Soak.ENABLED
        ? all().collect(Collectors.toList())
        : List.of(DEFAULT, javac25(25, true), javac25(25, false));
  }

  private static Stream<Toolchain> all() {
    return Stream.of(true, false).flatMap(Toolchain::all);
  }

  private static Stream<Toolchain> all(boolean debug) {
    return Stream.concat(
        Stream.of(new Toolchain("javac", JAVAC, 17, debug), ecj(debug)),
        Jdk.find25().isEmpty()
            ? Stream.empty()
            : Stream.of(17, 21, 25).map(release -> javac25(release, debug)));
  }

  private static Toolchain ecj(boolean debug) {
    return new Toolchain("ecj", FileCompiler.ecj(), 17, debug);
  }

  private static Toolchain javac25(int release, boolean debug) {
    return new Toolchain("javac25", FileCompiler.javac(Jdk.find25().get()), release, debug);
  }

  private boolean runsHere() {
    return release <= Runtime.version().feature();
  }

  public ClassFiles compile(List<SourceFile> sources) {
    List<String> options = new ArrayList<>(List.of("--release", Integer.toString(release)));
    options.addAll(debug ? List.of("-g", "-parameters") : List.of("-g:none"));
    return compiler.compile(sources, options);
  }

  @Override
  public String toString() {
    return name + " --release " + release + (debug ? " -g" : " -g:none");
  }
}
