package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
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
 * @param live the locals that may still be read
 * @param shape what is kept: at least the operand stack and the live locals
 * @param headers the first instructions of the loops around it, outermost first
 * @param line the source line, or 0
 */
public record Suspension(
    AbstractInsnNode insn,
    int state,
    Optional<AsyncMethod> target,
    TypeState before,
    List<Local> live,
    Shape shape,
    List<AbstractInsnNode> headers,
    int line) {

  public Suspension {
    live = List.copyOf(live);
    headers = List.copyOf(headers);
  }

  Suspension withShape(Shape newShape) {
    return new Suspension(insn, state, target, before, live, newShape, headers, line);
  }

  /** Whether it awaits a value that the method returns. */
  public boolean isReturn() {
    return insn.getOpcode() == Opcodes.ARETURN;
  }

  /**
   * The locals of the shape that must be zeroed here: they are not alive, and would keep garbage or
   * hold no value at all.
   */
  public List<Local> dead() {
    Set<Local> alive = new HashSet<>(live);
    return shape.locals().stream()
        .filter(local -> !alive.contains(local) && !isHarmless(local))
        .toList();
  }

  private boolean isHarmless(Local local) {
    return local.isPrimitive() && local.type().equals(before.local(local.slot()));
  }

  /**
   * Whether a local of other awaits can be zeroed here. Not in the place of a value of another
   * kind: dead as it is, a handler's frame may still ask for it, and a debugger show it.
   */
  boolean hasRoomFor(Local local) {
    Object there = before.local(local.slot());
    boolean isSameKind =
        VerificationTypes.isReference(local.type())
            ? VerificationTypes.isReference(there)
            : local.type().equals(there);
    return isSameKind || IntStream.range(local.slot(), local.end()).allMatch(before::isFree);
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
