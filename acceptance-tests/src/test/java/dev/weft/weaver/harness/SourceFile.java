package dev.weft.weaver.harness;

/**
 * A Java source file in memory.
 *
 * @param path relative to the source root, such as {@code a/b/T.java}
 */
public record SourceFile(String path, String text) {

  /** The source of a class, in the folder of its package. */
  public static SourceFile of(String className, String text) {
    return new SourceFile(className.replace('.', '/') + ".java", text);
  }
}
