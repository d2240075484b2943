package dev.weft.maven;

import java.io.File;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Weaves the project's test classes, as {@code weave} does its classes. */
@Mojo(name = "test-weave", defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES, threadSafe = true)
public final class TestWeaveMojo extends WeavingMojo {

  /** The directory of the test classes. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
  private File testClassesDirectory;

  @Override
  void run() throws MojoExecutionException, MojoFailureException {
    with(testClassesDirectory.toPath(), this::weave);
  }
}
