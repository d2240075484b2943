package dev.weft.weaver.harness;

import dev.weft.weaver.ClassWeaver;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WeaveProblem;
import dev.weft.weaver.WovenNest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Class files before and after weaving.
 *
 * @param original what the compiler made
 * @param woven the same classes woven, and the new ones
 */
public record WovenProgram(ClassFiles original, ClassFiles woven, List<WeaveProblem> warnings) {

  /**
   * Weaves all nests, and checks on the way that weaving is deterministic and idempotent and leaves
   * its input alone.
   */
  public static WovenProgram weave(ClassFiles original) throws WeaveException {
    return weave(original, WeaveOptions.DEFAULT);
  }

  /** Weaves all nests with {@code options}, and checks the same. */
  static WovenProgram weave(ClassFiles original, WeaveOptions options) throws WeaveException {
    Map<String, byte[]> woven = new TreeMap<>(original.byName());
    List<WeaveProblem> warnings = new ArrayList<>();
    for (Map<String, byte[]> nest : original.nests()) {
      WovenNest result = weaveChecked(nest, options);
      woven.putAll(result.classes());
      warnings.addAll(result.warnings());
    }
    return new WovenProgram(original, new ClassFiles(woven), warnings);
  }

  /** The classes that weaving has added. */
  public ClassFiles added() {
    Map<String, byte[]> added = new TreeMap<>(woven.byName());
    added.keySet().removeAll(original.byName().keySet());
    return new ClassFiles(added);
  }

  private static WovenNest weaveChecked(Map<String, byte[]> nest, WeaveOptions options)
      throws WeaveException {
    ClassFiles before = copyOf(nest);
    WovenNest result = ClassWeaver.weave(nest, options);
    require(new ClassFiles(nest).equals(before), "weaving changed its input", nest);
    ClassFiles after = before.with(result.classes());
    require(
        before.with(ClassWeaver.weave(reversed(nest), options).classes()).equals(after),
        "weaving is not deterministic",
        nest);
    require(
        after.with(ClassWeaver.weave(after.byName(), options).classes()).equals(after),
        "weaving is not idempotent",
        nest);
    return result;
  }

  private static ClassFiles copyOf(Map<String, byte[]> nest) {
    Map<String, byte[]> copy = new HashMap<>();
    nest.forEach((name, bytes) -> copy.put(name, bytes.clone()));
    return new ClassFiles(copy);
  }

  private static Map<String, byte[]> reversed(Map<String, byte[]> nest) {
    List<String> names = new ArrayList<>(nest.keySet());
    Map<String, byte[]> reversed = new LinkedHashMap<>();
    for (int i = names.size() - 1; i >= 0; i--) {
      reversed.put(names.get(i), nest.get(names.get(i)));
    }
    return reversed;
  }

  private static void require(boolean condition, String message, Map<String, byte[]> nest) {
    if (!condition) {
      throw new AssertionError(message + ": " + nest.keySet());
    }
  }
}
