package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.AsyncMethods;
import dev.weft.weaver.fixture.JavaText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Plans methods of a class that is given by its members. */
final class Planned {

  private Planned() {}

  /** The plan of the method {@code m} of a class {@code A}. */
  static MethodPlan plan(String members) {
    return plan(JavaText.classNode("A", "class A {" + members + "}"), "m");
  }

  static MethodPlan plan(ClassNode node, String method) {
    Map<String, PreparedMethod> prepared = new HashMap<>();
    for (AsyncMethod async : asyncMethods(node)) {
      prepared.put(async.method().name, PreparedMethod.of(async));
    }
    DirectCalls directCalls = new DirectCalls(List.copyOf(prepared.values()));
    return MethodPlanner.plan(prepared.get(method), directCalls, false);
  }

  private static List<AsyncMethod> asyncMethods(ClassNode node) {
    AsyncMethods finder = new AsyncMethods(node, new HashSet<>());
    List<AsyncMethod> found = new ArrayList<>();
    for (MethodNode method : node.methods) {
      finder.find(method).ifPresent(found::add);
    }
    return found;
  }
}
