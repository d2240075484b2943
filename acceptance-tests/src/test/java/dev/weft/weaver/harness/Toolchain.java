package dev.weft.weaver.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * A compiler with its options.
 *
 * @param release the version of Java, of the language and of the class files
 * @param debug whether class files carry lines, local variables and parameter names, or none
 */
public record Toolchain(String name, SourceCompiler compiler, int release, boolean debug) {

  private static final SourceCompiler JAVAC = new InMemoryJavac();
  private static final SourceCompiler ECJ = FileCompiler.ecj();

  /** What programs are compiled with unless a test is about compilers. */
  public static final Toolchain DEFAULT = new Toolchain("javac", JAVAC, 17, true);

  /**
   * All that this machine has: javac of this JVM and of JDK 25, and ECJ; with debug tables and
   * without.
   */
  public static List<Toolchain> all() {
    List<Toolchain> all = new ArrayList<>();
    for (boolean debug : new boolean[] {true, false}) {
      all.add(new Toolchain("javac", JAVAC, 17, debug));
      all.add(new Toolchain("ecj", ECJ, 17, debug));
      Jdk.find25().ifPresent(jdk -> addReleases(all, FileCompiler.javac(jdk), debug));
    }
    return all;
  }

  private static void addReleases(List<Toolchain> all, SourceCompiler javac25, boolean debug) {
    for (int release : new int[] {17, 21, 25}) {
      all.add(new Toolchain("javac25", javac25, release, debug));
    }
  }

  /** Whether this JVM runs what it compiles. */
  public boolean runsHere() {
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
