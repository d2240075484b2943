package dev.weft.benchmarks;

import java.util.List;

/** What is compared. */
enum Contender {
  /** The floor: no coroutines at all, or state machines and a loop written by hand. */
  PLAIN("by hand", "Plain"),
  WEFT("Weft", "Weft"),
  KOTLIN("Kotlin", "Kotlin"),
  /** On one carrier thread, as the others have one thread. */
  THREADS("virtual threads", "Thread", "-Djdk.virtualThreadScheduler.parallelism=1"),
  STAGES("CompletableFuture", "Stage"),
  EA_ASYNC("ea-async", "ea.Ea"),
  TASCALATE("Tascalate", "tascalate.Tascalate"),
  ASYNCIO("asyncio", List.of("python3"), "asyncio_contender.py"),
  UVLOOP("uvloop", List.of("python3"), "asyncio_contender.py", "--uvloop"),
  NODE("Node", List.of("node"), "node_contender.mjs");

  final String title;
  final List<String> vmOptions;
  private final String classPrefix;
  private final List<String> interpreter;
  private final List<String> script;

  Contender(String title, String classPrefix, String... vmOptions) {
    this.title = title;
    this.classPrefix = classPrefix;
    this.vmOptions = List.of(vmOptions);
    this.interpreter = List.of();
    this.script = List.of();
  }

  Contender(String title, List<String> interpreter, String... script) {
    this.title = title;
    this.classPrefix = "";
    this.vmOptions = List.of();
    this.interpreter = interpreter;
    this.script = List.of(script);
  }

  boolean isScript() {
    return !script.isEmpty();
  }

  /** The interpreter of a script. */
  List<String> interpreter() {
    return interpreter;
  }

  /** The name of the script, which is a resource, and its arguments. */
  List<String> script() {
    return script;
  }

  /**
   * This contender's way to do the work of a family.
   *
   * @throws UnsupportedOperationException if it has none, or is not built in
   */
  <F> F find(Class<F> family) {
    String name = "dev.weft.benchmarks.contenders." + classPrefix + family.getSimpleName();
    try {
      return family.cast(Class.forName(name).getDeclaredConstructor().newInstance());
    } catch (ClassNotFoundException missing) {
      throw new UnsupportedOperationException(name, missing);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
