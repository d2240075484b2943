package dev.weft.maven;

import java.io.File;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Weaves the project's classes.
 *
 * <p>For classes that javac did not make (ECJ, Kotlin, unpacked jars). What javac has woven
 * already, or an earlier run of this goal, is left as it is.
 */
@Mojo(name = "weave", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class WeaveMojo extends WeavingMojo {

  /** The directory of the classes. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
  private File classesDirectory;

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    with(classesDirectory.toPath(), this::weave);
  }
}
