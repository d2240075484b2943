package dev.weft.processor;

import dev.weft.weaver.harness.ClassPath;
import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The processor's jar; in a build that makes no jars, its classes and what the jar would contain.
 */
public final class ProcessorPath {

  private ProcessorPath() {}

  public static String get() {
    return Arrays.stream(ClassPath.ofTests().split(File.pathSeparator))
        .filter(
            entry ->
                entry.contains("processor") || entry.matches(".*(asm|javapoet)[^/\\\\]*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
