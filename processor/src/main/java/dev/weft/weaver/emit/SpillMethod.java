package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Shape;

/**
 * A static method of a state-machine class that saves what a shape adds to its base.
 *
 * <p>The shape that has no base is saved last, and its method links the frame: it takes {@code
 * (operands..., locals..., receiver, Driver, frame, int state)}. That of any other shape takes
 * {@code (operands..., locals..., receiver, frame)} and returns the frame.
 */
record SpillMethod(String name, String descriptor) {

  static SpillMethod of(MethodPlan plan, Shape shape) {
    AsyncMethod async = plan.async();
    String frame = "L" + async.frameClass() + ";";
    StringBuilder descriptor = new StringBuilder("(");
    plan.nesting()
        .addedBy(shape)
        .forEach(value -> descriptor.append(VerificationTypes.descriptor(value.type())));
    if (!async.isStatic()) {
      descriptor.append('L').append(async.owner().name).append(';');
    }
    if (plan.nesting().isRoot(shape)) {
      descriptor.append(LinkageNames.DRIVER_DESCRIPTOR).append(frame).append("I)V");
    } else {
      descriptor.append(frame).append(')').append(frame);
    }
    return new SpillMethod("spill" + plan.nesting().numberOf(shape), descriptor.toString());
  }
}
