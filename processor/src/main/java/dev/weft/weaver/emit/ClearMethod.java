package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.FrameLayout.Field;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Shape;
import java.util.List;

/**
 * A static method of a state-machine class that lets go of the references that a shape adds to its
 * base.
 */
final class ClearMethod {

  private ClearMethod() {}

  static boolean isNeeded(MethodPlan plan, Shape shape) {
    return !references(plan, shape).isEmpty();
  }

  /** The fields that the references are in. */
  static List<Field> references(MethodPlan plan, Shape shape) {
    return plan.nesting().addedBy(shape).stream()
        .filter(value -> !VerificationTypes.isNull(value.type()))
        .map(plan.layout()::fieldOf)
        .filter(Field::isReference)
        .toList();
  }

  static String name(MethodPlan plan, Shape shape) {
    return "clear" + plan.nesting().numberOf(shape);
  }

  /** {@code (frame)}. */
  static String descriptor(AsyncMethod async) {
    return "(L" + async.frameClass() + ";)V";
  }
}
