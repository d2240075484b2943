package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.List;

/**
 * What is alive at an await: the operand stack below the awaited value, and the locals that may
 * still be read. Awaits of equal shape share their spill and restore code.
 *
 * @param stack the types on the operand stack, the top last
 * @param locals the live locals, by slot
 */
public record Shape(List<Object> stack, List<Local> locals) {

  static final Shape EMPTY = new Shape(List.of(), List.of());

  public Shape {
    stack = List.copyOf(stack);
    locals = List.copyOf(locals);
  }

  /** The types of all values: the stack, then the locals. */
  public List<Object> types() {
    List<Object> types = new ArrayList<>(stack);
    locals.forEach(local -> types.add(local.type()));
    return types;
  }

  /** The types of the values that need a field; a null constant needs none. */
  public List<Object> storedTypes() {
    return types().stream().filter(type -> !VerificationTypes.isNull(type)).toList();
  }

  /** How many argument slots the values take. */
  public int slots() {
    return types().stream().mapToInt(VerificationTypes::size).sum();
  }
}
