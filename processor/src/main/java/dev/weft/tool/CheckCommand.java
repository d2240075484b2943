package dev.weft.tool;

import dev.weft.driver.PathWeaver;
import dev.weft.weaver.WeaveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = "Lists the classes that need weaving and are not woven.",
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "DIRECTORY|JAR", description = "What to check.")
  private List<Path> paths;

  @Override
  public Integer call() throws IOException, WeaveException {
    int exitCode = WeftTool.DONE;
    for (Path path : paths) {
      for (String name : PathWeaver.check(path).classes()) {
        spec.commandLine().getOut().println("not woven: " + name);
        exitCode = WeftTool.FOUND_WRONG;
      }
    }
    return exitCode;
  }
}
