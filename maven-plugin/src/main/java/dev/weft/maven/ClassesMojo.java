package dev.weft.maven;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that deals with directories of class files. */
abstract class ClassesMojo extends AbstractMojo {

  /** Does nothing. */
  @Parameter(property = "weft.skip", defaultValue = "false")
  private boolean skip;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped, since weft.skip is set.");
    } else {
      run();
    }
  }

  abstract void run() throws MojoExecutionException, MojoFailureException;

  /** What a goal does with one directory. */
  interface Work {
    void on(Path directory) throws IOException, WeaveException;
  }

  /** Does the work if there is such a directory: a project without sources has none. */
  final void with(Path directory, Work work) throws MojoExecutionException, MojoFailureException {
    if (!Files.isDirectory(directory)) {
      getLog().debug("No classes in " + directory);
      return;
    }
    try {
      work.on(directory);
    } catch (WeaveException e) {
      e.problems().forEach(problem -> getLog().error(problem.describe()));
      throw new MojoFailureException("Not woven: " + e.problems().get(0).describe());
    } catch (IOException e) {
      throw new MojoExecutionException(
          "Classes in " + directory + " could not be read or written", e);
    }
  }

  final void warn(Iterable<WeaveProblem> warnings) {
    warnings.forEach(warning -> getLog().warn(warning.describe()));
  }
}
