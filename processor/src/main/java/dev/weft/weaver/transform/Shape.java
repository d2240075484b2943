package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is alive at an await: the operand stack below the awaited value, and the locals that may
 * still be read. Awaits of equal shape share their spill and restore code.
 *
 * @param stack the types on the operand stack, the top last
 * @param locals the live locals, by slot
 */
public record Shape(List<Object> stack, List<Local> locals) {

  /** The shape of an await that keeps nothing. */
  public static final Shape EMPTY = new Shape(List.of(), List.of());

  public Shape {
    stack = List.copyOf(stack);
    locals = List.copyOf(locals);
  }

  /** How many values are kept. */
  int size() {
    return stack.size() + locals.size();
  }

  /** All values: the stack, then the locals. */
  List<Value> values() {
    return beyond(EMPTY);
  }

  /** Whether this shape can be made of {@code base} by adding locals and pushing operands. */
  boolean extendsShape(Shape base) {
    return base.stack.size() <= stack.size()
        && stack.subList(0, base.stack.size()).equals(base.stack)
        && hasLocals(base.locals);
  }

  private boolean hasLocals(List<Local> some) {
    int found = 0;
    for (Local local : locals) {
      if (found < some.size() && local.equals(some.get(found))) {
        found++;
      }
    }
    return found == some.size();
  }

  /** The values that {@code base} lacks: operands, the top last, then locals. */
  public List<Value> beyond(Shape base) {
    List<Value> values = new ArrayList<>();
    for (int place = base.stack.size(); place < stack.size(); place++) {
      values.add(new Operand(place, stack.get(place)));
    }
    Set<Local> known = new HashSet<>(base.locals);
    locals.stream().filter(local -> !known.contains(local)).forEach(values::add);
    return values;
  }

  /** How many argument slots these values take. */
  static int slots(List<Value> values) {
    return values.stream().mapToInt(value -> VerificationTypes.size(value.type())).sum();
  }
}
