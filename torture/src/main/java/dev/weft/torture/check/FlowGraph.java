package dev.weft.torture.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The basic blocks of a method's class file code, exception edges included. */
final class FlowGraph {

  private final InsnList instructions;

  /** Block numbers by the index of their first instruction. */
  private final TreeMap<Integer, Integer> blocks = new TreeMap<>();

  private final List<Set<Integer>> successors = new ArrayList<>();

  FlowGraph(MethodNode method) {
    instructions = method.instructions;
    findBlocks(method);
    blocks.forEach((start, block) -> successors.add(new LinkedHashSet<>()));
    blocks.forEach((start, block) -> connect(block, lastOf(start)));
    method.tryCatchBlocks.forEach(this::connectHandler);
  }

  /** The number of blocks; block 0 is the entry. */
  int size() {
    return successors.size();
  }

  Set<Integer> successors(int block) {
    return successors.get(block);
  }

  private void findBlocks(MethodNode method) {
    Set<Integer> starts = new TreeSet<>(List.of(0));
    for (AbstractInsnNode instruction : instructions) {
      if (endsBlock(instruction)) {
        starts.add(instructions.indexOf(instruction) + 1);
        targets(instruction).forEach(target -> starts.add(instructions.indexOf(target)));
      }
    }
    for (TryCatchBlockNode range : method.tryCatchBlocks) {
      for (LabelNode label : List.of(range.start, range.end, range.handler)) {
        starts.add(instructions.indexOf(label));
      }
    }
    starts.remove(instructions.size());
    starts.forEach(start -> blocks.put(start, blocks.size()));
  }

  private int lastOf(int start) {
    Integer next = blocks.higherKey(start);
    return (next == null ? instructions.size() : next) - 1;
  }

  private void connect(int block, int last) {
    AbstractInsnNode end = instructions.get(last);
    targets(end).forEach(target -> successors.get(block).add(blockOf(target)));
    if (fallsThrough(end) && last + 1 < instructions.size()) {
      successors.get(block).add(blocks.get(last + 1));
    }
  }

  private void connectHandler(TryCatchBlockNode range) {
    int from = instructions.indexOf(range.start);
    int to = instructions.indexOf(range.end);
    for (int covered : blocks.subMap(from, to).values()) {
      successors.get(covered).add(blockOf(range.handler));
    }
  }

  private int blockOf(LabelNode label) {
    return blocks.get(instructions.indexOf(label));
  }

  private static boolean endsBlock(AbstractInsnNode instruction) {
    return !targets(instruction).isEmpty() || !fallsThrough(instruction);
  }

  private static boolean fallsThrough(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return opcode != Opcodes.GOTO
        && opcode != Opcodes.TABLESWITCH
        && opcode != Opcodes.LOOKUPSWITCH
        && opcode != Opcodes.ATHROW
        && !(opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN);
  }

  private static Collection<LabelNode> targets(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    if (instruction instanceof TableSwitchInsnNode table) {
      return with(table.labels, table.dflt);
    }
    if (instruction instanceof LookupSwitchInsnNode lookup) {
      return with(lookup.labels, lookup.dflt);
    }
    return List.of();
  }

  private static Collection<LabelNode> with(List<LabelNode> labels, LabelNode last) {
    List<LabelNode> all = new ArrayList<>(labels);
    all.add(last);
    return all;
  }
}
