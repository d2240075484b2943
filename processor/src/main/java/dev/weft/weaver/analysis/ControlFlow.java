package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The control flow graph of a method. Its nodes are the instructions that have an opcode, numbered
 * from 0 in code order; labels, lines and frames are not nodes.
 */
public final class ControlFlow {

  private final InsnList instructions;
  private final AbstractInsnNode[] nodes;
  private final Map<AbstractInsnNode, Integer> numbers = new HashMap<>(); // labels included
  private final int[][] successors;
  private final int[][] handlers;

  public ControlFlow(MethodNode method) {
    this.instructions = method.instructions;
    this.nodes =
        Arrays.stream(instructions.toArray())
            .filter(insn -> insn.getOpcode() >= 0)
            .toArray(AbstractInsnNode[]::new);
    numberNodes();
    this.handlers = handlers(method.tryCatchBlocks);
    this.successors = Arrays.stream(nodes).map(this::successors).toArray(int[][]::new);
  }

  private void numberNodes() {
    int node = 0;
    for (AbstractInsnNode insn : instructions) {
      numbers.put(insn, node);
      if (insn.getOpcode() >= 0) {
        node++;
      }
    }
  }

  /** How many nodes there are. */
  public int size() {
    return nodes.length;
  }

  public AbstractInsnNode insn(int node) {
    return nodes[node];
  }

  /**
   * The number of an instruction, or of the next one that has an opcode.
   *
   * @throws NullPointerException if it was not there when the graph was made
   */
  public int node(AbstractInsnNode insn) {
    return numbers.get(insn);
  }

  /** Where control goes when the instruction completes normally. */
  public int[] successors(int node) {
    return successors[node];
  }

  /** Where control may go when the instruction throws, innermost handler first. */
  public int[] handlers(int node) {
    return handlers[node];
  }

  /** Whether what either of two instructions throws goes the same way. */
  public boolean haveSameHandlers(AbstractInsnNode first, AbstractInsnNode second) {
    return Arrays.equals(handlers(node(first)), handlers(node(second)));
  }

  private int[] successors(AbstractInsnNode insn) {
    List<LabelNode> targets = targets(insn);
    int node = node(insn);
    boolean fallsThrough = fallsThrough(insn.getOpcode()) && node + 1 < nodes.length;
    int[] result = new int[targets.size() + (fallsThrough ? 1 : 0)];
    for (int i = 0; i < targets.size(); i++) {
      result[i] = node(targets.get(i));
    }
    if (fallsThrough) {
      result[targets.size()] = node + 1;
    }
    return result;
  }

  private static List<LabelNode> targets(AbstractInsnNode insn) {
    if (insn instanceof JumpInsnNode jump) {
      return List.of(jump.label);
    }
    List<LabelNode> targets = new ArrayList<>();
    if (insn instanceof TableSwitchInsnNode table) {
      targets.add(table.dflt);
      targets.addAll(table.labels);
    } else if (insn instanceof LookupSwitchInsnNode lookup) {
      targets.add(lookup.dflt);
      targets.addAll(lookup.labels);
    }
    return targets;
  }

  private static boolean fallsThrough(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, Opcodes.ATHROW -> false;
      default -> opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
    };
  }

  private int[][] handlers(List<TryCatchBlockNode> blocks) {
    int[][] result = new int[nodes.length][0];
    for (TryCatchBlockNode block : blocks) {
      int handler = node(block.handler);
      int end = node(block.end);
      for (int node = node(block.start); node < end; node++) {
        result[node] = append(result[node], handler);
      }
    }
    return result;
  }

  private static int[] append(int[] array, int value) {
    int[] longer = Arrays.copyOf(array, array.length + 1);
    longer[array.length] = value;
    return longer;
  }
}
