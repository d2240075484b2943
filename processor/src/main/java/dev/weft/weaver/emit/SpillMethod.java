package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Shape;

/**
 * A static method of a state-machine class that saves one shape.
 *
 * @param name its name
 * @param descriptor {@code (stack..., locals..., receiver, Driver, frame, int state)}
 */
record SpillMethod(String name, String descriptor) {

  /** {@code obtain(receiver, frame)}: the frame, or a new one. */
  static final String OBTAIN = "obtain";

  /** {@code link(driver, frame, state)}. */
  static final String LINK = "link";

  private static final int MAX_ARGUMENT_SLOTS = 255;
  private static final int LINKAGE_SLOTS = 4; // receiver, driver, frame, state

  /** Whether the values fit an argument list. */
  static boolean takes(Shape shape) {
    return shape.slots() + LINKAGE_SLOTS <= MAX_ARGUMENT_SLOTS;
  }

  static SpillMethod of(MethodPlan plan, Shape shape) {
    AsyncMethod async = plan.async();
    StringBuilder descriptor = new StringBuilder("(");
    shape.types().forEach(type -> descriptor.append(VerificationTypes.descriptor(type)));
    if (!async.isStatic()) {
      descriptor.append('L').append(async.owner().name).append(';');
    }
    descriptor.append(LinkageNames.DRIVER_DESCRIPTOR);
    descriptor.append('L').append(async.frameClass()).append(";I)V");
    return new SpillMethod("spill" + plan.shapes().indexOf(shape), descriptor.toString());
  }

  static String obtainDescriptor(AsyncMethod async) {
    String frame = "L" + async.frameClass() + ";";
    String receiver = async.isStatic() ? "" : "L" + async.owner().name + ";";
    return "(" + receiver + frame + ")" + frame;
  }

  static String linkDescriptor(String frameClass) {
    return "(" + LinkageNames.DRIVER_DESCRIPTOR + "L" + frameClass + ";I)V";
  }
}
