package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.FrameLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** A list of instructions under construction, with a method for each thing that emitters write. */
final class Code {

  private final InsnList list = new InsnList();

  InsnList list() {
    return list;
  }

  Code insn(int opcode) {
    list.add(new InsnNode(opcode));
    return this;
  }

  Code push(int value) {
    if (value >= -1 && value <= 5) {
      list.add(new InsnNode(Opcodes.ICONST_0 + value));
    } else if (value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE) {
      list.add(new IntInsnNode(Opcodes.BIPUSH, value));
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      list.add(new IntInsnNode(Opcodes.SIPUSH, value));
    } else {
      list.add(new LdcInsnNode(value));
    }
    return this;
  }

  Code load(Object type, int slot) {
    list.add(new VarInsnNode(VerificationTypes.loadOpcode(type), slot));
    return this;
  }

  Code store(Object type, int slot) {
    list.add(new VarInsnNode(VerificationTypes.storeOpcode(type), slot));
    return this;
  }

  Code aload(int slot) {
    list.add(new VarInsnNode(Opcodes.ALOAD, slot));
    return this;
  }

  Code astore(int slot) {
    list.add(new VarInsnNode(Opcodes.ASTORE, slot));
    return this;
  }

  Code iload(int slot) {
    list.add(new VarInsnNode(Opcodes.ILOAD, slot));
    return this;
  }

  Code istore(int slot) {
    list.add(new VarInsnNode(Opcodes.ISTORE, slot));
    return this;
  }

  /** Pushes null or zero. */
  Code zero(Object type) {
    return insn(VerificationTypes.zeroOpcode(type));
  }

  Code box(ResultType result) {
    return result.isPrimitive()
        ? invokeStatic(result.wrapper(), "valueOf", result.boxDescriptor())
        : this;
  }

  Code unbox(ResultType result) {
    if (result.isPrimitive()) {
      list.add(new TypeInsnNode(Opcodes.CHECKCAST, result.wrapper()));
      invokeVirtual(result.wrapper(), result.unboxName(), result.unboxDescriptor());
    }
    return this;
  }

  Code pop(Object type) {
    return insn(VerificationTypes.size(type) == 2 ? Opcodes.POP2 : Opcodes.POP);
  }

  Code getField(String owner, String name, String descriptor) {
    list.add(new FieldInsnNode(Opcodes.GETFIELD, owner, name, descriptor));
    return this;
  }

  Code putField(String owner, String name, String descriptor) {
    list.add(new FieldInsnNode(Opcodes.PUTFIELD, owner, name, descriptor));
    return this;
  }

  Code putField(String owner, FrameLayout.Field field) {
    return putField(owner, field.name(), field.descriptor());
  }

  /** Lets go of the object in a frame's field. */
  Code clear(int frameSlot, String owner, FrameLayout.Field field) {
    return field.isReference()
        ? aload(frameSlot).insn(Opcodes.ACONST_NULL).putField(owner, field)
        : this;
  }

  Code getField(String owner, FrameLayout.Field field) {
    return getField(owner, field.name(), field.descriptor());
  }

  Code invokeStatic(String owner, String name, String descriptor) {
    return invoke(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  Code invokeVirtual(String owner, String name, String descriptor) {
    return invoke(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
  }

  Code invokeConstructor(String owner, String descriptor) {
    return invoke(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor, false);
  }

  /** Calls the body of an async method; receiver and arguments are on the stack. */
  Code invokeBody(AsyncMethod async) {
    int opcode =
        async.isStatic()
            ? Opcodes.INVOKESTATIC
            : async.isInterfaceMember() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    return invoke(
        opcode,
        async.owner().name,
        async.method().name,
        async.bodyDescriptor(),
        async.isInterfaceMember());
  }

  private Code invoke(int opcode, String owner, String name, String descriptor, boolean itf) {
    list.add(new MethodInsnNode(opcode, owner, name, descriptor, itf));
    return this;
  }

  Code newObject(String type) {
    list.add(new TypeInsnNode(Opcodes.NEW, type));
    return insn(Opcodes.DUP);
  }

  Code jump(int opcode, LabelNode target) {
    list.add(new JumpInsnNode(opcode, target));
    return this;
  }

  Code label(LabelNode label) {
    list.add(label);
    return this;
  }

  /** A label that is jumped to: the label, then its frame. */
  Code label(LabelNode label, FrameNode frame) {
    list.add(label);
    list.add(frame);
    return this;
  }

  /** Jumps to the target of the int on the stack. Takes the form with the shorter code. */
  Code switchOn(Map<Integer, LabelNode> targets, LabelNode otherwise) {
    TreeMap<Integer, LabelNode> sorted = new TreeMap<>(targets);
    int low = sorted.firstKey();
    int high = sorted.lastKey();
    int[] keys = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
    LabelNode[] labels = sorted.values().toArray(LabelNode[]::new);
    long tableWords = 3L + high - low + 1;
    if (tableWords <= 2L + 2L * keys.length) {
      LabelNode[] table = new LabelNode[high - low + 1];
      for (int key = low; key <= high; key++) {
        table[key - low] = sorted.getOrDefault(key, otherwise);
      }
      list.add(new TableSwitchInsnNode(low, high, otherwise, table));
    } else {
      list.add(new LookupSwitchInsnNode(otherwise, keys, labels));
    }
    return this;
  }

  /** Loads variables of these types that lie side by side from {@code slot} on. */
  Code loadAll(List<Object> types, int slot) {
    int next = slot;
    for (Object type : types) {
      load(type, next);
      next += VerificationTypes.size(type);
    }
    return this;
  }

  Code append(Code other) {
    list.add(other.list);
    return this;
  }
}
