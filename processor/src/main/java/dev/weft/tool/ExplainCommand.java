package dev.weft.tool;

import dev.weft.driver.PathWeaver;
import dev.weft.weaver.MethodExplanation;
import dev.weft.weaver.WeaveException;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.objectweb.asm.Type;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description =
        "Prints where an async method may suspend, what is kept meanwhile and why, and its size.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CLASS.METHOD",
      description = "The method, such as com.acme.Greeter.greet or com.acme.Outer$Inner.run.")
  private String method;

  @Option(
      names = {"-cp", "--class-path"},
      paramLabel = "PATH",
      defaultValue = ".",
      description = "Where the class is, or what its source needs: directories and jars.")
  private String classPath;

  @Option(
      names = "--source",
      paramLabel = "DIRECTORY",
      description =
          "Where the source of the class is. Needed once the class is woven; it is compiled anew.")
  private Path sources;

  @Override
  public Integer call() throws IOException, WeaveException {
    int dot = method.lastIndexOf('.');
    if (dot <= 0) {
      throw new ParameterException(
          spec.commandLine(), "'" + method + "' names no method: write Class.method");
    }
    String className = method.substring(0, dot).replace('.', '/');
    List<MethodExplanation> found =
        explain(className).stream()
            .filter(e -> e.className().equals(className))
            .filter(e -> e.method().equals(method.substring(dot + 1)))
            .toList();
    if (found.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "error: there is no unwoven async method "
                  + method
                  + ": it does not exist there, is not async, or was woven already. For a woven"
                  + " one, name the directory of its source with --source.");
      return WeftTool.FOUND_WRONG;
    }
    found.forEach(this::print);
    return WeftTool.DONE;
  }

  private List<MethodExplanation> explain(String className) throws IOException, WeaveException {
    if (sources != null) {
      return SourceCompiler.withCompiled(
          sources, className, classPath, classes -> PathWeaver.explain(classes, className));
    }
    List<MethodExplanation> explanations = new ArrayList<>();
    for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
      if (entry.isEmpty()) {
        continue;
      }
      if (Files.exists(Path.of(entry))) {
        explanations.addAll(PathWeaver.explain(Path.of(entry), className));
      } else {
        spec.commandLine().getErr().println("warning: " + entry + " of -cp does not exist");
      }
    }
    return explanations;
  }

  private void print(MethodExplanation e) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s.%s%s%n", e.className().replace('/', '.'), e.method(), parameters(e));
    out.printf("  state machine  %s%n", e.stateMachine().replace('/', '.'));
    out.printf("  its fields     %d, shared by all awaits%n", e.fields());
    out.printf("  code in bytes  %d before, %d after%n", e.codeBefore(), e.codeAfter());
    for (MethodExplanation.State state : e.states()) {
      out.printf(
          "%n  state %d (in %s try), line %d: awaits %s%n",
          state.number(), state.number() > 0 ? "a" : "no", state.line(), state.awaited());
      if (state.kept().isEmpty()) {
        out.println("    keeps nothing");
      }
      for (MethodExplanation.Kept kept : state.kept()) {
        out.printf("    keeps %s (%s): %s%n", kept.name(), kept.type(), kept.reason());
      }
    }
  }

  private static String parameters(MethodExplanation explanation) {
    List<String> names = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(explanation.descriptor())) {
      names.add(type.getClassName());
    }
    return "(" + String.join(", ", names) + ")";
  }
}
