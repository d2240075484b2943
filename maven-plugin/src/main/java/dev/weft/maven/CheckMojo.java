package dev.weft.maven;

import dev.weft.driver.PathWeaver;
import dev.weft.weaver.WeaveException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Fails when a class or test class of the project needs weaving and is not woven. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends ClassesMojo {

  /** The directory of the classes. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
  private File classesDirectory;

  /** The directory of the test classes. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
  private File testClassesDirectory;

  private final List<String> unwoven = new ArrayList<>();

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    with(classesDirectory.toPath(), this::check);
    with(testClassesDirectory.toPath(), this::check);
    if (!unwoven.isEmpty()) {
      throw new MojoFailureException(
          "[NotWoven] "
              + String.join(", ", unwoven)
              + (unwoven.size() == 1 ? " needs" : " need")
              + " weaving and "
              + (unwoven.size() == 1 ? "was" : "were")
              + " not woven. Put weft-processor on the annotationProcessorPaths of"
              + " maven-compiler-plugin, or, for classes that javac does not make, run the goals"
              + " weave and test-weave of weft-maven-plugin.");
    }
  }

  private void check(Path directory) throws IOException, WeaveException {
    unwoven.addAll(PathWeaver.check(directory).classes());
  }
}
