package dev.weft.maven;

import dev.weft.driver.PathWeaver;
import dev.weft.driver.WeaveResult;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that weaves a directory. */
abstract class WeavingMojo extends ClassesMojo {

  /** Keeps all named variables across awaits, for debuggers, as {@code -Aweft.debug} does. */
  @Parameter(property = "weft.debug", defaultValue = "false")
  private boolean debug;

  final void weave(Path directory) throws IOException, WeaveException {
    WeaveResult result = PathWeaver.weave(directory, new WeaveOptions(debug));
    warn(result.warnings());
    if (result.classes().isEmpty()) {
      getLog().info("Nothing to weave: all classes are up to date.");
    } else {
      getLog().info("Woven in " + directory + ": " + String.join(", ", result.classes()));
    }
  }
}
