package dev.weft.torture.weave;

import dev.weft.torture.rewrite.AsyncRewriter;
import dev.weft.torture.rewrite.Eligibility;
import dev.weft.torture.rewrite.MethodId;
import dev.weft.torture.rewrite.RewrittenClass;
import dev.weft.torture.rewrite.TooLargeToRewrite;
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
    Map<String, byte[]> woven = weaveWhatCanBe();
    Map<String, byte[]> after = new TreeMap<>(unwoven());
    after.putAll(woven);
    List<MethodId> async =
        rewritten.values().stream().flatMap(c -> c.methods().values().stream()).toList();
    int points = rewritten.values().stream().mapToInt(RewrittenClass::suspensionPoints).sum();
    return new WovenClasses(unwoven(), after, methods, async, leftOut, points, warnings);
  }

  private Map<String, byte[]> unwoven() {
    Map<String, byte[]> classes = new TreeMap<>();
    rewritten.forEach((name, rewrite) -> classes.put(name, rewrite.classFile()));
    return classes;
  }

  private void rewrite() {
    rewritten = new TreeMap<>();
    original.forEach((name, bytes) -> rewritten.put(name, rewrite(bytes)));
  }

  private RewrittenClass rewrite(byte[] classFile) {
    while (true) {
      try {
        return AsyncRewriter.rewrite(classFile, m -> !leftOut.containsKey(m));
      } catch (TooLargeToRewrite e) {
        leftOut.put(e.method(), "too large with its suspensions, before weaving");
      }
    }
  }

  /** Weaves; leaves out what is refused and tries again until nothing is. */
  private Map<String, byte[]> weaveWhatCanBe() {
    while (true) {
      rewrite();
      try {
        WovenNest woven = ClassWeaver.weave(unwoven());
        warnings = woven.warnings();
        return woven.classes();
      } catch (WeaveException e) {
        int before = leftOut.size();
        e.problems().forEach(this::leaveOut);
        if (leftOut.size() == before) {
          throw new IllegalStateException("refused, but which method?", e);
        }
      }
    }
  }

  private void leaveOut(WeaveProblem problem) {
    Map<String, MethodId> methods = rewritten.get(problem.className()).methods();
    String reason = problem.tag() + ": " + problem.message().replaceAll("[0-9]+", "#");
    MethodId method = methods.get(problem.method());
    if (method != null) {
      leftOut.put(method, reason);
    } else {
      // A class that is too large; the half of its methods may not be.
      methods.values().stream()
          .sorted()
          .limit((methods.size() + 1) / 2)
          .forEach(m -> leftOut.put(m, reason));
    }
  }
}
