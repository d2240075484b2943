package dev.weft.torture.weave;

import dev.weft.torture.rewrite.Eligibility;
import dev.weft.torture.rewrite.MethodId;
import dev.weft.weaver.WeaveProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Classes whose methods were made async and woven.
 *
 * @param unwoven the classes made async, by internal name
 * @param woven the same, woven, and those that weaving has added
 * @param methods all methods of the classes as published
 * @param async which of them were woven
 * @param leftOut which eligible ones were not, and why
 * @param suspensionPoints the awaits in the woven methods
 * @param warnings what the weaver had to say
 */
public record WovenClasses(
    Map<String, byte[]> unwoven,
    Map<String, byte[]> woven,
    Map<MethodId, Eligibility> methods,
    List<MethodId> async,
    Map<MethodId, String> leftOut,
    int suspensionPoints,
    List<WeaveProblem> warnings) {

  /** Makes all methods of a jar async that can be, and weaves them. */
  public static WovenClasses of(Jar jar) {
    return join(jar.nests().parallelStream().map(nest -> new NestTorture(nest).weave()).toList());
  }

  private static WovenClasses join(Collection<WovenClasses> nests) {
    WovenClasses all =
        new WovenClasses(
            new TreeMap<>(),
            new TreeMap<>(),
            new HashMap<>(),
            new ArrayList<>(),
            new TreeMap<>(),
            nests.stream().mapToInt(WovenClasses::suspensionPoints).sum(),
            new ArrayList<>());
    for (WovenClasses nest : nests) {
      all.unwoven.putAll(nest.unwoven);
      all.woven.putAll(nest.woven);
      all.methods.putAll(nest.methods);
      all.async.addAll(nest.async);
      all.leftOut.putAll(nest.leftOut);
      all.warnings.addAll(nest.warnings);
    }
    return all;
  }

  public long eligible() {
    return count(Eligibility.ELIGIBLE);
  }

  public long count(Eligibility eligibility) {
    return methods.values().stream().filter(eligibility::equals).count();
  }
}
