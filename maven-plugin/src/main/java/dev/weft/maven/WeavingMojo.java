package dev.weft.maven;

import dev.weft.driver.PathWeaver;
import dev.weft.driver.WeaveResult;
import dev.weft.weaver.WeaveException;
import java.io.IOException;
import java.nio.file.Path;

/** A goal that weaves a directory. */
abstract class WeavingMojo extends ClassesMojo {

  final void weave(Path directory) throws IOException, WeaveException {
    WeaveResult result = PathWeaver.weave(directory);
    warn(result.warnings());
    if (result.classes().isEmpty()) {
      getLog().info("Nothing to weave: all classes are up to date.");
    } else {
      getLog().info("Woven in " + directory + ": " + String.join(", ", result.classes()));
    }
  }
}
