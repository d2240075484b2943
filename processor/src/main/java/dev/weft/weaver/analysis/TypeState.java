package dev.weft.weaver.analysis;

import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * The types before an instruction.
 *
 * @param locals by slot; the second slot of a long or double is {@code TOP}
 * @param stack one element per value, the top last
 */
public record TypeState(List<Object> locals, List<Object> stack) {

  public TypeState {
    locals = List.copyOf(locals);
    stack = List.copyOf(stack);
  }

  /** The type of a slot; {@code TOP} beyond the last one. */
  public Object local(int slot) {
    return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
  }

  /** Whether a slot holds neither a value nor the second half of one. */
  public boolean isFree(int slot) {
    return VerificationTypes.isTop(local(slot))
        && (slot == 0 || VerificationTypes.size(local(slot - 1)) == 1);
  }

  /** The value {@code depth} below the top; 0 is the top. */
  public Object peek(int depth) {
    return stack.get(stack.size() - 1 - depth);
  }

  /** The operand stack without its topmost values. */
  public List<Object> stackBelow(int values) {
    return stack.subList(0, stack.size() - values);
  }
}
