package dev.weft.weaver;

import java.util.List;
import java.util.Map;

/**
 * Weaves the async methods of one nest.
 *
 * <p>A pure function: the same class files in give the same class files out, nothing is loaded,
 * read or written. A class that is woven already is left as it is.
 */
public final class ClassWeaver {

  private ClassWeaver() {}

  /**
   * Weaves the classes of one nest (a top-level class and everything nested in it, local, anonymous
   * and member classes alike).
   *
   * @param nest the class files by internal name
   * @throws WeaveException if a method cannot be woven; nothing is woven then
   */
  public static WovenNest weave(Map<String, byte[]> nest) throws WeaveException {
    return weave(nest, WeaveOptions.DEFAULT);
  }

  /**
   * Weaves the classes of one nest.
   *
   * @param nest the class files by internal name
   * @throws WeaveException if a method cannot be woven; nothing is woven then
   */
  public static WovenNest weave(Map<String, byte[]> nest, WeaveOptions options)
      throws WeaveException {
    return new NestWeaver(nest, options).weave();
  }

  /**
   * Says how the async methods of one nest would be woven; those of classes that are woven already
   * are missing.
   *
   * @param nest the class files by internal name
   * @throws WeaveException if a method cannot be woven
   */
  public static List<MethodExplanation> explain(Map<String, byte[]> nest) throws WeaveException {
    return new NestWeaver(nest, WeaveOptions.DEFAULT).explain();
  }
}
