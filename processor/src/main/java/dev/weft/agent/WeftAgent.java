package dev.weft.agent;

import dev.weft.weaver.WeaveOptions;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Weaves classes when they are loaded: {@code java -javaagent:weft-processor.jar ...}.
 *
 * <p>For classes that no build wove and none can: scripts, generated code, jars of others. Weaving
 * in the build starts programs faster and reports mistakes earlier. {@code
 * -javaagent:weft-processor.jar=com.acme.,org.example.Main} confines it to the classes whose names
 * start so, which saves looking at all others. {@code -Dweft.debug} keeps all named variables
 * across awaits, for debuggers.
 *
 * <p>There is no way to attach it to a running program: the JVM lets nobody add methods to a class
 * that is loaded.
 */
public final class WeftAgent {

  private WeftAgent() {}

  /** Called by the JVM before {@code main}. */
  public static void premain(String prefixes, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    openClassLoader(instrumentation);
    List<String> names = prefixes == null ? List.of("") : List.of(prefixes.split(","));
    WeaveOptions options = WeaveOptions.fromProperty(System.getProperty("weft.debug"));
    instrumentation.addTransformer(new LoadTimeWeaver(names, options, new ClassDefiner()));
  }

  /** What {@code --add-opens} would do, without asking the user for it. */
  private static void openClassLoader(Instrumentation instrumentation) {
    Module own = WeftAgent.class.getModule();
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.lang", Set.of(own)),
        Set.of(),
        Map.of());
  }
}
