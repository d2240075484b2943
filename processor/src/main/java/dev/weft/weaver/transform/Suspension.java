package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.analysis.TypeState;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * A place where the body may suspend.
 *
 * @param insn the call of {@code Await.of} or {@code Yield.of}, or, for an async value that is
 *     returned, the {@code areturn}
 * @param state its number; positive inside a try, negative outside, never 0
 * @param target the async method to call directly, if the awaited value comes straight from it
 * @param before the types before {@code insn}
 * @param shape what has to be kept
 * @param headers the first instructions of the loops around it, outermost first
 * @param line the source line, or 0
 */
public record Suspension(
    AbstractInsnNode insn,
    int state,
    Optional<AsyncMethod> target,
    TypeState before,
    Shape shape,
    List<AbstractInsnNode> headers,
    int line) {

  public Suspension {
    headers = List.copyOf(headers);
  }

  Suspension withShape(Shape newShape) {
    return new Suspension(insn, state, target, before, newShape, headers, line);
  }

  /** Whether it awaits a value that the method returns. */
  public boolean isReturn() {
    return insn.getOpcode() == Opcodes.ARETURN;
  }

  /** What is on the stack when the await has succeeded. */
  public ResultType result() {
    return target.map(AsyncMethod::result).orElse(ResultType.OBJECT);
  }

  /** Whether it hands a generator's value to the consumer; such a suspension always happens. */
  public boolean isYield() {
    return AwaitCalls.isYield(insn);
  }

  /** Whether a failure of what is awaited can be caught by the method itself. */
  public boolean isGuarded() {
    return state > 0;
  }

  /** The header of the innermost loop around it, if it stands in one. */
  public Optional<AbstractInsnNode> innermostHeader() {
    return headers.isEmpty() ? Optional.empty() : Optional.of(headers.get(headers.size() - 1));
  }
}
