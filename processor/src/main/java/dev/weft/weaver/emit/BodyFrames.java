package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;

/**
 * Makes the stack map frames of a body: the user's variables, which may be known or not, and the
 * weaver's, which always are.
 */
final class BodyFrames {

  private final AsyncMethod async;
  private final Slots slots;

  BodyFrames(MethodPlan plan) {
    this.async = plan.async();
    this.slots = Slots.of(plan);
  }

  /** The frame in which only the receiver and the weaver's variables are known. */
  FrameNode base(List<Object> stack) {
    return frame(List.of(), stack);
  }

  /** The frame in which also some locals are known. */
  FrameNode withLocals(List<Local> locals, List<Object> stack) {
    List<Object> types = new ArrayList<>();
    locals.forEach(local -> set(types, local.slot(), local.type()));
    return frame(types, stack);
  }

  /** The frame at the start of the body, where the arguments are in their slots. */
  FrameNode start() {
    List<Object> types = new ArrayList<>();
    int slot = async.isStatic() ? 0 : 1;
    for (Type type : async.argumentTypes()) {
      set(types, slot, VerificationTypes.of(type));
      slot += type.getSize();
    }
    return frame(types, List.of());
  }

  /**
   * @param locals the types of the user's variables, by slot; the receiver is added
   */
  private FrameNode frame(List<Object> locals, List<Object> stack) {
    List<Object> bySlot = new ArrayList<>(locals);
    if (!async.isStatic()) {
      set(bySlot, 0, async.owner().name);
    }
    set(bySlot, slots.driver(), LinkageNames.DRIVER);
    set(bySlot, slots.depth(), Opcodes.INTEGER);
    set(bySlot, slots.frame(), async.frameClass());
    set(bySlot, slots.state(), Opcodes.INTEGER);
    Object[] compact = compact(bySlot);
    return new FrameNode(Opcodes.F_NEW, compact.length, compact, stack.size(), stack.toArray());
  }

  /** The user's own frame, with the weaver's variables added. */
  FrameNode extended(FrameNode user) {
    List<Object> bySlot = new ArrayList<>();
    for (Object type : user.local) {
      bySlot.add(type);
      if (VerificationTypes.size(type) == 2) {
        bySlot.add(Opcodes.TOP);
      }
    }
    return frame(bySlot, user.stack);
  }

  private static void set(List<Object> types, int slot, Object type) {
    if (types.size() <= slot) {
      types.addAll(Collections.nCopies(slot + 1 - types.size(), Opcodes.TOP));
    }
    types.set(slot, type);
  }

  /** One element per variable, as stack map frames have it, instead of one per slot. */
  private static Object[] compact(List<Object> bySlot) {
    List<Object> compact = new ArrayList<>();
    for (int slot = 0; slot < bySlot.size(); slot++) {
      Object type = bySlot.get(slot);
      compact.add(type);
      slot += VerificationTypes.size(type) - 1;
    }
    int length = compact.size();
    while (length > 0 && VerificationTypes.isTop(compact.get(length - 1))) {
      length--;
    }
    return Arrays.copyOf(compact.toArray(), length);
  }
}
