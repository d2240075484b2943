package dev.weft.tool;

import dev.weft.driver.PathWeaver;
import dev.weft.driver.WeaveResult;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "weave",
    description = "Weaves the class files of directories and jars in place.",
    mixinStandardHelpOptions = true)
final class WeaveCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--debug", description = "Keep all named variables across awaits, for debuggers.")
  private boolean debug;

  @Parameters(arity = "1..*", paramLabel = "DIRECTORY|JAR", description = "What to weave.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException, WeaveException {
    PrintWriter out = spec.commandLine().getOut();
    for (Path path : paths) {
      WeaveResult result = PathWeaver.weave(path, new WeaveOptions(debug));
      result.warnings().forEach(warning -> out.println("warning: " + warning.describe()));
      result.classes().forEach(name -> out.println("woven: " + name));
    }
    return WeftTool.DONE;
  }
}
