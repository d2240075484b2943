package dev.weft.torture.weave;

import dev.weft.torture.rewrite.AsyncRewriter;
import dev.weft.torture.rewrite.Eligibility;
import dev.weft.torture.rewrite.MethodId;
import dev.weft.torture.rewrite.RewrittenClass;
import dev.weft.weaver.ClassWeaver;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveProblem;
import dev.weft.weaver.WovenNest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the methods of one nest async and weaves them. A method that the weaver refuses stays as it
 * was.
 */
final class NestTorture {

  private final Map<String, byte[]> original;
  private final Map<MethodId, String> leftOut = new TreeMap<>();

  private Map<String, RewrittenClass> rewritten = Map.of();
  private List<WeaveProblem> warnings = List.of();

  NestTorture(Map<String, byte[]> nest) {
    this.original = nest;
  }

  WovenClasses weave() {
    Map<MethodId, Eligibility> methods = new HashMap<>();
    original.values().forEach(bytes -> methods.putAll(AsyncRewriter.eligibility(bytes)));
    Map<String, byte[]> before = rewrite();
    Map<String, byte[]> after = new TreeMap<>(before);
    after.putAll(weaveWhatCanBe(before));
    List<MethodId> woven =
        rewritten.values().stream().flatMap(c -> c.methods().values().stream()).toList();
    int points = rewritten.values().stream().mapToInt(RewrittenClass::suspensionPoints).sum();
    return new WovenClasses(before(), after, methods, woven, leftOut, points, warnings);
  }

  private Map<String, byte[]> before() {
    Map<String, byte[]> classes = new TreeMap<>();
    rewritten.forEach((name, rewrite) -> classes.put(name, rewrite.classFile()));
    return classes;
  }

  private Map<String, byte[]> rewrite() {
    rewritten = new TreeMap<>();
    original.forEach(
        (name, bytes) ->
            rewritten.put(name, AsyncRewriter.rewrite(bytes, m -> !leftOut.containsKey(m))));
    return before();
  }

  /** Weaves; leaves out what is refused and tries again until nothing is. */
  private Map<String, byte[]> weaveWhatCanBe(Map<String, byte[]> first) {
    Map<String, byte[]> nest = first;
    while (true) {
      try {
        WovenNest woven = ClassWeaver.weave(nest);
        warnings = woven.warnings();
        return woven.classes();
      } catch (WeaveException e) {
        int before = leftOut.size();
        e.problems().forEach(this::leaveOut);
        if (leftOut.size() == before) {
          throw new IllegalStateException("refused, but which method?", e);
        }
        nest = rewrite();
      }
    }
  }

  private void leaveOut(WeaveProblem problem) {
    rewritten
        .get(problem.className())
        .methods()
        .forEach(
            (asyncName, method) -> {
              if (problem.method().isEmpty() || problem.method().equals(asyncName)) {
                leftOut.put(method, problem.tag() + ": " + problem.message());
              }
            });
  }
}
