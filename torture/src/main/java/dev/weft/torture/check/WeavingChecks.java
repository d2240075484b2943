package dev.weft.torture.check;

import dev.weft.torture.weave.Jar;
import dev.weft.torture.weave.WovenClasses;
import dev.weft.weaver.ClassWeaver;
import dev.weft.weaver.WeaveException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether weaving the same classes again gives the same bytes, in whatever order the weaver gets
 * them, and weaving the woven ones changes nothing.
 */
final class WeavingChecks {

  private final WovenClasses classes;

  private WeavingChecks(WovenClasses classes) {
    this.classes = classes;
  }

  /** A sentence for each class that came out differently. */
  static List<String> check(WovenClasses classes) {
    return new WeavingChecks(classes).check();
  }

  private List<String> check() {
    return Stream.concat(
            nests(classes.unwoven()).flatMap(nest -> differences(reversed(nest), "woven again")),
            nests(classes.woven()).flatMap(nest -> differences(nest, "woven twice")))
        .toList();
  }

  private static Stream<Map<String, byte[]>> nests(Map<String, byte[]> classes) {
    return new Jar(new TreeMap<>(classes), new TreeMap<>()).nests().parallelStream();
  }

  private static Map<String, byte[]> reversed(Map<String, byte[]> nest) {
    return new TreeMap<>(nest).descendingMap();
  }

  private Stream<String> differences(Map<String, byte[]> nest, String how) {
    return weave(nest).entrySet().stream()
        .filter(e -> !Arrays.equals(e.getValue(), classes.woven().get(e.getKey())))
        .map(e -> e.getKey() + ": differs when it is " + how);
  }

  private static Map<String, byte[]> weave(Map<String, byte[]> nest) {
    try {
      return ClassWeaver.weave(nest).classes();
    } catch (WeaveException e) {
      throw new IllegalStateException("was woven before", e);
    }
  }
}
