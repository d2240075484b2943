package dev.weft.weaver.harness;

import dev.weft.weaver.program.Futures;
import java.lang.reflect.Method;
import java.util.List;

/** The classes of a program in a class loader of their own, verified by the JVM as they load. */
public final class LoadedProgram {

  private final MemoryClassLoader loader;
  private final boolean woven;

  private LoadedProgram(MemoryClassLoader loader, boolean woven) {
    this.loader = loader;
    this.woven = woven;
  }

  /** Woven classes, to run on a loop. */
  public static LoadedProgram woven(ClassFiles classes) {
    return new LoadedProgram(new MemoryClassLoader(classes), true);
  }

  /** Unwoven classes, to run with blocking awaits: the oracle. */
  public static LoadedProgram blocking(ClassFiles classes) {
    return new LoadedProgram(new BlockingClassLoader(classes), false);
  }

  /**
   * Calls a static async method without parameters and waits for its result.
   *
   * @param entry what to call; its completion means nothing to a blocking program, where nothing is
   *     ever pending
   * @return the {@link Outcome}
   */
  public String run(Entry entry) {
    return Watched.call(entry.toString(), () -> start(entry));
  }

  /** Which of some classes this program has loaded so far, in that order. */
  public List<String> loaded(ClassFiles classes) {
    return loader.defined().stream().filter(classes.byName()::containsKey).toList();
  }

  private String start(Entry entry) throws Exception {
    Method method =
        Class.forName(entry.className(), true, loader).getDeclaredMethod(entry.method());
    method.setAccessible(true);
    return woven ? AsyncRun.of(method, entry.completion()) : runBlocking(method);
  }

  private String runBlocking(Method method) throws Exception {
    Futures.completeOn(Runnable::run);
    Method await =
        Class.forName("dev.weft.Await", true, loader).getDeclaredMethod("any", Object.class);
    await.setAccessible(true);
    try {
      return Outcome.of(await.invoke(null, method.invoke(null)), null);
    } catch (ReflectiveOperationException e) {
      return Outcome.failed(e);
    }
  }
}
