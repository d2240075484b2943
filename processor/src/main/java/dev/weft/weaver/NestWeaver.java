package dev.weft.weaver;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.AsyncMethods;
import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.emit.BodyEmitter;
import dev.weft.weaver.emit.FrameClassEmitter;
import dev.weft.weaver.emit.StubEmitter;
import dev.weft.weaver.transform.DirectCalls;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.MethodPlanner;
import dev.weft.weaver.transform.PreparedMethod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** One weaving of one nest: find the async methods, plan them all, then write. */
final class NestWeaver {

  private final WeaveOptions options;
  private final Map<String, ClassFile> classes = new TreeMap<>();
  private final Map<String, byte[]> woven = new LinkedHashMap<>();
  private final Map<String, String> owners = new LinkedHashMap<>(); // of state machines
  private final Set<ClassFile> changed = new HashSet<>();
  private final List<WeaveProblem> errors = new ArrayList<>();
  private final List<WeaveProblem> warnings = new ArrayList<>();

  NestWeaver(Map<String, byte[]> nest, WeaveOptions options) throws WeaveException {
    this.options = options;
    for (Map.Entry<String, byte[]> entry : nest.entrySet()) {
      classes.put(entry.getKey(), ClassFile.read(entry.getKey(), entry.getValue()));
    }
  }

  WovenNest weave() throws WeaveException {
    for (MethodPlan plan : plan()) {
      guarded(plan.async(), () -> write(plan));
    }
    failOnErrors();
    for (ClassFile file : classes.values()) {
      if (changed.contains(file)) {
        write(file);
      }
    }
    failOnErrors();
    return new WovenNest(woven, owners, List.copyOf(warnings));
  }

  List<MethodExplanation> explain() throws WeaveException {
    List<MethodExplanation> explanations = new ArrayList<>();
    for (MethodPlan plan : plan()) {
      guarded(plan.async(), () -> explanations.add(MethodExplainer.explain(plan)));
    }
    failOnErrors();
    return explanations;
  }

  private List<MethodPlan> plan() throws WeaveException {
    List<AsyncMethod> methods = findMethods();
    failOnErrors();
    methods.forEach(method -> guarded(method, classOf(method)::checkVersion));
    failOnErrors();
    methods.stream().map(this::classOf).distinct().forEach(this::checkCanBeRaised);
    failOnErrors();
    List<PreparedMethod> prepared = new ArrayList<>();
    for (AsyncMethod method : methods) {
      guarded(method, () -> prepared.add(PreparedMethod.of(method)));
    }
    failOnErrors();
    DirectCalls directCalls = new DirectCalls(prepared);
    List<MethodPlan> plans = new ArrayList<>();
    for (PreparedMethod method : prepared) {
      guarded(method.async(), () -> plans.add(plan(method, directCalls)));
    }
    failOnErrors();
    return plans;
  }

  private List<AsyncMethod> findMethods() {
    List<AsyncMethod> methods = new ArrayList<>();
    Set<String> takenNames = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // as some file systems
    takenNames.addAll(classes.keySet());
    for (ClassFile file : classes.values()) {
      if (!WovenAttribute.isOn(file.node())) {
        AsyncMethods finder = new AsyncMethods(file.node(), takenNames);
        for (MethodNode method : file.node().methods) {
          guarded(file.node(), method, () -> finder.find(method).ifPresent(methods::add));
        }
      }
    }
    return methods;
  }

  private MethodPlan plan(PreparedMethod method, DirectCalls directCalls) {
    return MethodPlanner.plan(method, directCalls, options.keepNamedVariables());
  }

  private ClassFile classOf(AsyncMethod method) {
    return classes.get(method.owner().name);
  }

  private void checkCanBeRaised(ClassFile file) {
    for (MethodNode method : file.node().methods) {
      guarded(file.node(), method, () -> file.checkCanBeRaised(method));
    }
  }

  private void write(MethodPlan plan) {
    AsyncMethod async = plan.async();
    ClassFile file = classOf(async);
    ClassFile host = hostOf(file);
    int originalSize = CodeSize.of(async.method());
    MethodNode body = BodyEmitter.emit(plan);
    CodeSize.requireWithinLimit(body);
    CodeSize.warnIfTooLargeForJit(async, originalSize, body).ifPresent(warnings::add);
    ClassNode frameClass = FrameClassEmitter.emit(plan, file.wovenVersion(), host.node().name);
    StubEmitter.emit(plan);
    file.node().methods.add(file.node().methods.indexOf(async.method()) + 1, body);
    file.markWoven();
    host.addNestMember(frameClass.name);
    changed.add(file);
    changed.add(host);
    owners.put(frameClass.name, async.owner().name);
    woven.put(frameClass.name, ClassFile.of(frameClass).toBytes());
  }

  private ClassFile hostOf(ClassFile file) {
    String name = file.nestHost();
    ClassFile host = classes.get(name);
    if (host == null) {
      throw new Refusal(
          "AsyncNestIncomplete",
          0,
          "the class file of the nest host "
              + name
              + " is missing: a state-machine class must join its nest. Weave all classes of a"
              + " top-level class together.");
    }
    return host;
  }

  private void write(ClassFile file) {
    try {
      woven.put(file.node().name, file.toBytes());
    } catch (MethodTooLargeException e) {
      errors.add(CodeSize.tooLarge(e));
    } catch (ClassTooLargeException e) {
      errors.add(CodeSize.tooLarge(e));
    } catch (RuntimeException bug) {
      errors.add(WeaveProblem.bug(file.node().name, "", bug));
    }
  }

  private void guarded(AsyncMethod method, Runnable work) {
    guarded(method.owner(), method.method(), work);
  }

  /** Does the work on one method; what goes wrong becomes an error that names the method. */
  private void guarded(ClassNode owner, MethodNode method, Runnable work) {
    try {
      work.run();
    } catch (Refusal refusal) {
      errors.add(
          new WeaveProblem(
              refusal.tag(), owner.name, method.name, refusal.line(), refusal.getMessage()));
    } catch (RuntimeException bug) {
      errors.add(WeaveProblem.bug(owner.name, method.name, bug));
    }
  }

  private void failOnErrors() throws WeaveException {
    if (!errors.isEmpty()) {
      throw new WeaveException(errors);
    }
  }
}
