package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Nesting;
import dev.weft.weaver.transform.Shape;
import dev.weft.weaver.transform.Suspension;
import dev.weft.weaver.transform.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;

/**
 * Writes the code that brings back what awaits have kept, and goes on behind them. The awaits stand
 * in the same innermost loop, and all of them in a try or none.
 *
 * <pre>{@code
 * RESTORE_A:
 *   local1 = frame.v0; local2 = frame.v1; ...
 *   Greeter$greet$Async.clear0(frame);               // the frame lets go of them
 *   if (state == 1) goto EXIT_A;                     // the others keep this and more
 *   local3 = frame.v2; ...
 *   Greeter$greet$Async.clear1(frame);
 *   result = driver.result();                        // unless the awaits stand in a try
 *   int s = state; state = 0;
 *   switch (s) { case 2: goto MERGE_2; case 3: goto MERGE_3; }
 * EXIT_A:
 *   ...
 * }</pre>
 */
final class RestoreEmitter {

  /** As many comparisons are shorter than a switch. */
  private static final int MOST_TESTS = 3;

  /** A shape, with what is reached by restoring it. */
  private static final class Node {
    final Shape shape;
    final Optional<Node> base;
    final LabelNode label = new LabelNode();
    final List<Suspension> awaits = new ArrayList<>(); // those that keep just this
    final List<Node> extensions = new ArrayList<>();
    final List<Integer> states = new ArrayList<>(); // of these awaits and all extensions'

    Node(Shape shape, Optional<Node> base) {
      this.shape = shape;
      this.base = base;
    }
  }

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final Nesting nesting;
  private final BodyFrames frames;
  private final Slots slots;
  private final Map<Shape, Node> nodes = new LinkedHashMap<>();
  private final Map<Suspension, LabelNode> targets = new LinkedHashMap<>();

  RestoreEmitter(MethodPlan plan, BodyFrames frames) {
    this.plan = plan;
    this.async = plan.async();
    this.nesting = plan.nesting();
    this.frames = frames;
    this.slots = Slots.of(plan);
  }

  /**
   * Adds an await.
   *
   * @param target where it goes on
   * @return where its values are restored
   */
  LabelNode register(Suspension suspension, LabelNode target) {
    targets.put(suspension, target);
    Node node = node(suspension.shape());
    node.awaits.add(suspension);
    node.states.add(suspension.state());
    while (node.base.isPresent()) {
      node = node.base.get();
      node.states.add(suspension.state());
    }
    return node.label;
  }

  private Node node(Shape shape) {
    Node known = nodes.get(shape);
    if (known != null) {
      return known;
    }
    Optional<Node> base =
        nesting.isRoot(shape) ? Optional.empty() : Optional.of(node(nesting.baseOf(shape)));
    Node node = new Node(shape, base);
    base.ifPresent(b -> b.extensions.add(node));
    nodes.put(shape, node);
    return node;
  }

  /** Writes the code for all awaits; all of it is jumped to. */
  void appendTo(Code code) {
    Deque<Node> entries = new ArrayDeque<>();
    nodes.values().stream().filter(node -> node.base.isEmpty()).forEach(entries::add);
    while (!entries.isEmpty()) {
      Node entry = entries.remove();
      Shape base = nesting.baseOf(entry.shape);
      code.label(entry.label, frames.withLocals(base.locals(), base.stack()));
      Code exits = new Code();
      Optional<Node> next = Optional.of(entry);
      while (next.isPresent()) {
        Node node = next.get();
        restore(code, node.shape);
        next = branch(code, node, exits, entries);
      }
      code.append(exits);
    }
  }

  private void restore(Code code, Shape shape) {
    for (Value value : nesting.addedBy(shape)) {
      if (VerificationTypes.isNull(value.type())) {
        code.zero(value.type());
      } else {
        code.aload(slots.frame()).getField(async.frameClass(), plan.layout().fieldOf(value));
      }
      if (value instanceof Local local) {
        code.store(local.type(), local.slot());
      }
    }
    if (ClearMethod.isNeeded(plan, shape)) {
      code.aload(slots.frame());
      code.invokeStatic(
          async.frameClass(), ClearMethod.name(plan, shape), ClearMethod.descriptor(async));
    }
  }

  /**
   * Leaves the code that restores more, where nothing more is to be restored, or something else.
   * Returns what the code goes on with: the extension with the most awaits.
   */
  private Optional<Node> branch(Code code, Node node, Code exits, Deque<Node> entries) {
    Optional<Node> main = node.extensions.stream().max(Comparator.comparing(n -> n.states.size()));
    if (main.isEmpty()) {
      goOn(code, node);
      return main;
    }
    Map<Integer, LabelNode> branches = new LinkedHashMap<>();
    if (!node.awaits.isEmpty()) {
      LabelNode exit = new LabelNode();
      node.awaits.forEach(await -> branches.put(await.state(), exit));
      exits.label(exit, frames.withLocals(node.shape.locals(), node.shape.stack()));
      goOn(exits, node);
    }
    for (Node extension : node.extensions) {
      if (extension != main.get()) {
        extension.states.forEach(state -> branches.put(state, extension.label));
        entries.add(extension);
      }
    }
    test(code, branches, node.shape);
    return main;
  }

  /** Jumps where one of the states wants it, and falls through with all others. */
  private void test(Code code, Map<Integer, LabelNode> branches, Shape shape) {
    if (branches.size() > MOST_TESTS) {
      LabelNode others = new LabelNode();
      code.iload(slots.state()).switchOn(branches, others);
      code.label(others, frames.withLocals(shape.locals(), shape.stack()));
    } else {
      branches.forEach(
          (state, target) -> code.iload(slots.state()).push(state).jump(Opcodes.IF_ICMPEQ, target));
    }
  }

  /** Goes on behind the awaits of a node; what they keep is restored. */
  private void goOn(Code code, Node node) {
    if (!node.awaits.get(0).isGuarded()) {
      SuspensionEmitter.result(code, slots);
    }
    Map<Integer, LabelNode> stops = new LinkedHashMap<>();
    Code unboxing = new Code();
    for (Suspension suspension : node.awaits) {
      stops.put(suspension.state(), unboxFirst(unboxing, suspension, targets.get(suspension)));
    }
    LabelNode any = stops.values().iterator().next();
    if (stops.size() == 1) {
      code.insn(Opcodes.ICONST_0).istore(slots.state()).jump(Opcodes.GOTO, any);
    } else {
      code.iload(slots.state()).insn(Opcodes.ICONST_0).istore(slots.state());
      code.switchOn(stops, any);
    }
    code.append(unboxing);
  }

  /**
   * Where the user's code continues with a primitive, the result is unboxed first, in a block of
   * its own. Returns where to go.
   */
  private LabelNode unboxFirst(Code code, Suspension suspension, LabelNode target) {
    if (suspension.isGuarded() || !suspension.result().isPrimitive()) {
      return target;
    }
    Shape shape = suspension.shape();
    List<Object> stack = new ArrayList<>(shape.stack());
    stack.add("java/lang/Object");
    LabelNode label = new LabelNode();
    code.label(label, frames.withLocals(shape.locals(), stack));
    code.unbox(suspension.result()).jump(Opcodes.GOTO, target);
    return label;
  }
}
