package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.time.Duration;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Types;

/**
 * The front whose methods wait:
 *
 * <pre>{@code
 * final class OrdersBlocking {
 *   private final BlockingCaller caller;
 *   private final Orders target;
 *
 *   OrdersBlocking(AsyncExecutor loop, Orders target) { ... }
 *   OrdersBlocking(EventLoop loop, Orders target) { ... }
 *   OrdersBlocking withTimeout(Duration timeout) { ... }
 *
 *   public Order find(long id) throws NoSuchOrder, InterruptedException, TimeoutException {
 *     return caller.call(() -> target.find(id));
 *   }
 * }
 * }</pre>
 */
final class BlockingFront extends Front {

  private static final ClassName CALLER = ClassName.get("dev.weft", "BlockingCaller");
  private static final ClassName BLOCKING = ClassName.get("dev.weft.annotations", "Blocking");
  private static final ClassName TIMEOUT = ClassName.get("dev.weft", "TimeoutException");

  BlockingFront(TypeElement target, List<AsyncMember> members, Types types) {
    super(target, members, types);
  }

  @Override
  String suffix() {
    return "Blocking";
  }

  @Override
  CodeBlock javadoc() {
    return CodeBlock.of(
        """
        Calls {@link $T} from other threads than its loop's, and waits.

        <p>Each method runs the async method of the same name as a task of the loop, and returns its
        result or throws its failure. Any thread may call it that runs no loop. Interrupting the
        thread cancels the task.
        """,
        ClassName.get(target()));
  }

  @Override
  void addState(TypeSpec.Builder type) {
    type.addField(CALLER, "caller", Modifier.PRIVATE, Modifier.FINAL)
        .addField(targetType(), "target", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            constructor(EXECUTOR, "Calls {@code target} on the loop of a {@code LoopThread}, say.")
                .addStatement("this(new $T(loop), target)", CALLER)
                .build())
        .addMethod(
            constructor(
                    EVENT_LOOP, "Calls {@code target} on {@code loop}, whose thread may be any.")
                .addStatement("this($T.of(loop), target)", EXECUTOR)
                .build())
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(Modifier.PRIVATE)
                .addParameter(CALLER, "caller")
                .addParameter(targetType(), "target")
                .addStatement("this.caller = caller")
                .addStatement("this.target = target")
                .build());
    if (!hasMethod("withTimeout", Duration.class)) {
      type.addMethod(withTimeout());
    }
  }

  private MethodSpec withTimeout() {
    return MethodSpec.methodBuilder("withTimeout")
        .addJavadoc(
            """
            The same, but each call waits no longer than {@code timeout}: then it cancels the task
            and throws {@code TimeoutException}.
            """)
        .addModifiers(visibility())
        .addParameter(Duration.class, "timeout")
        .returns(type())
        .addStatement(
            typeParameters().isEmpty()
                ? "return new $T(caller.withTimeout(timeout), target)"
                : "return new $T<>(caller.withTimeout(timeout), target)",
            name())
        .build();
  }

  @Override
  void addCall(MethodSpec.Builder method, AsyncMember member, CodeBlock body) {
    member.type().getThrownTypes().forEach(thrown -> method.addException(TypeNames.of(thrown)));
    method.addException(InterruptedException.class).addException(TIMEOUT);
    String call = isVoid(member) ? "$L.call($L)" : "return $L.call($L)";
    method
        .addAnnotation(BLOCKING)
        .returns(returnType(member))
        .addStatement(call, field("caller", member), body);
  }

  private static boolean isVoid(AsyncMember member) {
    return member.findResult() instanceof DeclaredType type
        && ((TypeElement) type.asElement()).getQualifiedName().contentEquals("java.lang.Void");
  }

  private static TypeName returnType(AsyncMember member) {
    TypeMirror result = member.findResult();
    if (isVoid(member)) {
      return TypeName.VOID;
    }
    if (result instanceof WildcardType wildcard) {
      result = wildcard.getExtendsBound();
    }
    return result == null ? ClassName.OBJECT : TypeNames.of(result);
  }
}
