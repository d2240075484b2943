package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.FrameLayout.Field;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Shape;
import dev.weft.weaver.transform.Suspension;
import dev.weft.weaver.transform.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Writes the state-machine class of an async method.
 *
 * <pre>{@code
 * final class Greeter$greet$Async extends CoroutineFrame {
 *   static { Linkage.require(1); }
 *
 *   Greeter self;                                    // of an instance method
 *   String v0; int v1; ...                           // arguments first, then what awaits keep
 *
 *   static Coroutine create(Greeter self, String a) {
 *     Greeter$greet$Async frame = new Greeter$greet$Async();
 *     frame.self = self;
 *     frame.v0 = a;
 *     return frame;
 *   }
 *
 *   static void defer(Greeter self, String a, Driver driver) { driver.defer(create(self, a)); }
 *
 *   static void spill0(String s, int i, Greeter self, Driver driver,
 *       Greeter$greet$Async frame, int state) {
 *     if (frame == null) { frame = new Greeter$greet$Async(); frame.self = self; }
 *     frame.v0 = s; frame.v1 = i;
 *     driver.link(frame, state);
 *   }
 *
 *   static void clear0(Greeter$greet$Async frame) { frame.v0 = null; }
 *
 *   Object step(Driver driver, int depth) { return self.greet(v0, driver, depth, this); }
 *
 *   String debugMetadata() { return "Greeter;greet;12;17;Greeter.java"; }
 * }
 * }</pre>
 */
public final class FrameClassEmitter {

  private static final String SELF = "self";
  private static final String VOID = "()V";
  private static final int STATIC_METHOD = Opcodes.ACC_STATIC;

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final String name;
  private final String ownerDescriptor;
  private final ClassNode node = new ClassNode();

  private FrameClassEmitter(MethodPlan plan) {
    this.plan = plan;
    this.async = plan.async();
    this.name = async.frameClass();
    this.ownerDescriptor = "L" + async.owner().name + ";";
  }

  /**
   * The state-machine class.
   *
   * @param version the class-file version
   * @param nestHost the internal name of the nest that it joins
   */
  public static ClassNode emit(MethodPlan plan, int version, String nestHost) {
    return new FrameClassEmitter(plan).emit(version, nestHost);
  }

  private ClassNode emit(int version, String nestHost) {
    node.version = version;
    node.access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
    node.name = name;
    node.superName = async.kind().frameSuperclass();
    node.nestHostClass = nestHost;
    node.sourceFile = async.owner().sourceFile;
    fields();
    classInitializer();
    constructor();
    if (StubEmitter.createsFrame(async)) {
      create();
    }
    if (!async.hasParametersInFrame()) {
      defer();
    }
    List<Shape> shapes = plan.nesting().shapes();
    shapes.forEach(this::spill);
    shapes.stream().filter(shape -> ClearMethod.isNeeded(plan, shape)).forEach(this::clear);
    step();
    debugMetadata();
    return node;
  }

  private void fields() {
    if (!async.isStatic()) {
      node.fields.add(new FieldNode(0, SELF, ownerDescriptor, null, null));
    }
    for (Field field : plan.layout().fields()) {
      node.fields.add(new FieldNode(0, field.name(), field.descriptor(), null, null));
    }
  }

  private void classInitializer() {
    Code code = new Code();
    code.push(LinkageNames.VERSION);
    code.invokeStatic(LinkageNames.LINKAGE, LinkageNames.REQUIRE, LinkageNames.REQUIRE_DESCRIPTOR);
    code.insn(Opcodes.RETURN);
    method(STATIC_METHOD, "<clinit>", VOID, code);
  }

  private void constructor() {
    Code code = new Code();
    code.aload(0).invokeConstructor(async.kind().frameSuperclass(), VOID);
    code.insn(Opcodes.RETURN);
    method(0, "<init>", VOID, code);
  }

  private void create() {
    Code code = new Code();
    newFrame(code);
    String returned = Type.getReturnType(async.method().desc).getDescriptor();
    if (async.kind() == AsyncKind.STAGE) {
      code.invokeStatic(LinkageNames.STAGES, LinkageNames.START, LinkageNames.START_DESCRIPTOR);
    }
    code.insn(Opcodes.ARETURN);
    method(STATIC_METHOD, StubEmitter.CREATE, async.withReceiver("", returned), code);
  }

  private void defer() {
    Code code = new Code();
    int driver = plan.receiverAndParameterTypes().stream().mapToInt(VerificationTypes::size).sum();
    code.aload(driver);
    newFrame(code);
    code.invokeVirtual(LinkageNames.DRIVER, LinkageNames.DEFER, LinkageNames.DEFER_DESCRIPTOR);
    code.insn(Opcodes.RETURN);
    String descriptor = async.withReceiver(LinkageNames.DRIVER_DESCRIPTOR, "V");
    method(STATIC_METHOD, LinkageNames.DEFER, descriptor, code);
  }

  /** {@code new Frame()} with the receiver and the arguments, from the first variables. */
  private void newFrame(Code code) {
    code.newObject(name).invokeConstructor(name, VOID);
    if (!async.isStatic()) {
      code.insn(Opcodes.DUP).aload(0).putField(name, SELF, ownerDescriptor);
    }
    for (Local parameter : plan.parameters()) {
      code.insn(Opcodes.DUP).load(parameter.type(), parameter.slot());
      code.putField(name, plan.layout().fieldOf(parameter));
    }
  }

  private void spill(Shape shape) {
    SpillMethod method = SpillMethod.of(plan, shape);
    List<Object> parameters = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(method.descriptor())) {
      parameters.add(VerificationTypes.of(type));
    }
    List<Value> added = plan.nesting().addedBy(shape);
    boolean isRoot = plan.nesting().isRoot(shape);
    int self = added.stream().mapToInt(value -> VerificationTypes.size(value.type())).sum();
    int driver = async.isStatic() ? self : self + 1;
    int frame = isRoot ? driver + 1 : driver;
    Code code = new Code();
    ensureFrame(code, frame, self, parameters);
    int slot = 0;
    for (Value value : added) {
      if (!VerificationTypes.isNull(value.type())) {
        code.aload(frame).load(value.type(), slot);
        code.putField(name, plan.layout().fieldOf(value));
      }
      slot += VerificationTypes.size(value.type());
    }
    if (isRoot) {
      code.aload(driver).aload(frame).iload(frame + 1);
      code.invokeVirtual(LinkageNames.DRIVER, LinkageNames.LINK, LinkageNames.LINK_DESCRIPTOR);
      code.insn(Opcodes.RETURN);
    } else {
      code.aload(frame).insn(Opcodes.ARETURN);
    }
    method(STATIC_METHOD, method.name(), method.descriptor(), code);
  }

  private void clear(Shape shape) {
    Code code = new Code();
    ClearMethod.references(plan, shape).forEach(field -> code.clear(0, name, field));
    code.insn(Opcodes.RETURN);
    method(STATIC_METHOD, ClearMethod.name(plan, shape), ClearMethod.descriptor(async), code);
  }

  /** {@code if (frame == null) { frame = new Frame(); frame.self = self; }}. */
  private void ensureFrame(Code code, int frame, int self, List<Object> parameters) {
    LabelNode exists = new LabelNode();
    code.aload(frame).jump(Opcodes.IFNONNULL, exists);
    code.newObject(name).invokeConstructor(name, VOID).astore(frame);
    if (!async.isStatic()) {
      code.aload(frame).aload(self).putField(name, SELF, ownerDescriptor);
    }
    Object[] types = parameters.toArray();
    code.label(exists, new FrameNode(Opcodes.F_NEW, types.length, types, 0, new Object[0]));
  }

  private void step() {
    Code code = new Code();
    if (!async.isStatic()) {
      code.aload(0).getField(name, SELF, ownerDescriptor);
    }
    if (!async.hasParametersInFrame()) {
      for (Local parameter : plan.parameters()) {
        code.aload(0).getField(name, plan.layout().fieldOf(parameter));
      }
    }
    code.aload(1).iload(2).aload(0).invokeBody(async);
    code.box(async.result()).insn(Opcodes.ARETURN);
    method(Opcodes.ACC_PROTECTED, LinkageNames.STEP, LinkageNames.STEP_DESCRIPTOR, code);
  }

  private void debugMetadata() {
    Code code = new Code();
    code.list().add(new LdcInsnNode(metadata()));
    code.insn(Opcodes.ARETURN);
    method(Opcodes.ACC_PROTECTED, LinkageNames.DEBUG_METADATA, "()Ljava/lang/String;", code);
  }

  /** Only the file, which comes last, may have a semicolon in its name: JVMS 4.2.2. */
  private String metadata() {
    return String.join(
        ";",
        async.owner().name.replace('/', '.'),
        async.method().name,
        lines(true),
        lines(false),
        Objects.requireNonNullElse(async.owner().sourceFile, ""));
  }

  private String lines(boolean guarded) {
    TreeMap<Integer, Integer> lines = new TreeMap<>();
    for (Suspension suspension : plan.suspensions()) {
      if (suspension.isGuarded() == guarded) {
        lines.put(Math.abs(suspension.state()), suspension.line());
      }
    }
    return lines.values().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private void method(int access, String methodName, String descriptor, Code code) {
    MethodNode method = new MethodNode(access, methodName, descriptor, null, null);
    method.instructions = code.list();
    node.methods.add(method);
  }
}
