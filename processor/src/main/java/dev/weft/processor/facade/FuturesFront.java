package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Types;

/**
 * The front whose methods return futures:
 *
 * <pre>{@code
 * final class OrdersFutures {
 *   private final AsyncExecutor loop;
 *   private final Orders target;
 *
 *   OrdersFutures(AsyncExecutor loop, Orders target) { ... }
 *   OrdersFutures(EventLoop loop, Orders target) { ... }
 *
 *   public CompletableFuture<Order> find(long id) {
 *     return loop.submit(() -> target.find(id));
 *   }
 * }
 * }</pre>
 */
final class FuturesFront extends Front {

  private static final ClassName FUTURE = ClassName.get(CompletableFuture.class);

  FuturesFront(TypeElement target, List<AsyncMember> members, Types types) {
    super(target, members, types);
  }

  @Override
  String suffix() {
    return "Futures";
  }

  @Override
  CodeBlock javadoc() {
    return CodeBlock.of(
        """
        Calls {@link $T} from other threads than its loop's.

        <p>Each method runs the async method of the same name as a task of the loop, and returns its
        result to come. Any thread may call it. Completing a future in any other way ({@code cancel},
        {@code orTimeout}) cancels its task.
        """,
        ClassName.get(target()));
  }

  @Override
  void addState(TypeSpec.Builder type) {
    type.addField(EXECUTOR, "loop", Modifier.PRIVATE, Modifier.FINAL)
        .addField(targetType(), "target", Modifier.PRIVATE, Modifier.FINAL)
        .addMethod(
            constructor(EXECUTOR, "Calls {@code target} on the loop of a {@code LoopThread}, say.")
                .addStatement("this.loop = loop")
                .addStatement("this.target = target")
                .build())
        .addMethod(
            constructor(
                    EVENT_LOOP, "Calls {@code target} on {@code loop}, whose thread may be any.")
                .addStatement("this($T.of(loop), target)", EXECUTOR)
                .build());
  }

  @Override
  void addCall(MethodSpec.Builder method, AsyncMember member, CodeBlock body) {
    TypeName result =
        member.findResult() == null ? ClassName.OBJECT : TypeNames.of(member.findResult());
    method
        .returns(ParameterizedTypeName.get(FUTURE, result))
        .addStatement("return $L.submit($L)", field("loop", member), body);
  }
}
