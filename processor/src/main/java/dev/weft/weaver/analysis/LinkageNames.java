package dev.weft.weaver.analysis;

/**
 * Every name of the runtime that the weaver recognises in user classes or writes into woven ones.
 * Internal names and descriptors (JVMS 4.2, 4.3).
 */
public final class LinkageNames {

  /** What {@code Linkage.VERSION} must at least be for the classes that this weaver writes. */
  public static final int VERSION = 1;

  // What users write.
  public static final String ASYNC_DESCRIPTOR = "Ldev/weft/annotations/Async;";
  public static final String USER_PACKAGE = "dev/weft/";
  public static final String AWAIT = "dev/weft/Await";
  public static final String OF = "of";
  public static final String AWAITABLE_DESCRIPTOR = "Ldev/weft/Awaitable;";
  public static final String COROUTINE = "dev/weft/Coroutine";
  public static final String COROUTINE_DESCRIPTOR = "Ldev/weft/Coroutine;";
  public static final String COROUTINE_OF_DESCRIPTOR =
      "(Ljava/lang/Object;)" + COROUTINE_DESCRIPTOR;
  public static final String DONE = "done";
  public static final String GENERATOR = "dev/weft/AsyncGenerator";
  public static final String GENERATOR_DESCRIPTOR = "L" + GENERATOR + ";";
  public static final String YIELD = "dev/weft/Yield";
  public static final String STAGE_DESCRIPTOR = "Ljava/util/concurrent/CompletionStage;";
  public static final String FUTURE = "java/util/concurrent/CompletableFuture";
  public static final String FUTURE_DESCRIPTOR = "L" + FUTURE + ";";

  // What woven code calls.
  public static final String LINKAGE = "dev/weft/linkage/Linkage";
  public static final String REQUIRE = "require";
  public static final String REQUIRE_DESCRIPTOR = "(I)V";

  public static final String AWAITS = "dev/weft/linkage/Awaits";
  public static final String AWAITS_AWAIT = "await";
  public static final String AWAIT_AWAITABLE_DESCRIPTOR =
      "(Ldev/weft/Awaitable;Ldev/weft/linkage/Driver;I)Ljava/lang/Object;";
  public static final String AWAIT_STAGE_DESCRIPTOR =
      "(Ljava/util/concurrent/CompletionStage;Ldev/weft/linkage/Driver;I)Ljava/lang/Object;";

  public static final String DRIVER = "dev/weft/linkage/Driver";
  public static final String DRIVER_DESCRIPTOR = "Ldev/weft/linkage/Driver;";
  public static final String UNWINDING = "unwinding";
  public static final String RESULT = "result";
  public static final String RESULT_DESCRIPTOR = "()Ljava/lang/Object;";
  public static final String LINK = "link";
  public static final String LINK_DESCRIPTOR = "(Ldev/weft/linkage/CoroutineFrame;I)V";
  public static final String DEFER = "defer";
  public static final String DEFER_DESCRIPTOR = "(Ldev/weft/linkage/CoroutineFrame;)V";
  public static final String ABANDON = "abandon";
  public static final String ABANDON_DESCRIPTOR = "(Ljava/lang/Throwable;)Ljava/lang/Throwable;";

  public static final String FRAME = "dev/weft/linkage/CoroutineFrame";
  public static final String STATE = "state";

  /** The state of a frame whose body has not begun. */
  public static final int STARTED = Integer.MIN_VALUE;

  public static final String STEP = "step";
  public static final String STEP_DESCRIPTOR = "(Ldev/weft/linkage/Driver;I)Ljava/lang/Object;";
  public static final String DEBUG_METADATA = "debugMetadata";

  public static final String GENERATOR_FRAME = "dev/weft/linkage/GeneratorFrame";
  public static final String DRIVER_YIELD = "yield";
  public static final String DRIVER_YIELD_DESCRIPTOR = "(Ljava/lang/Object;)V";
  public static final String GENERATOR_END = "dev/weft/linkage/GeneratorEnd";
  public static final String REQUIRE_END_DESCRIPTOR = "(" + GENERATOR_DESCRIPTOR + ")V";

  public static final String STAGES = "dev/weft/linkage/Stages";
  public static final String ENTER = "enter";
  public static final String ENTER_DESCRIPTOR = "(I)Ldev/weft/linkage/HotCall;";
  public static final String HOT_CALL = "dev/weft/linkage/HotCall";
  public static final String HOT_CALL_DRIVER = "driver";
  public static final String DRIVER_DEPTH = "depth";
  public static final String RETURNED = "returned";
  public static final String RETURNED_DESCRIPTOR = "(Ljava/lang/Object;)" + FUTURE_DESCRIPTOR;
  public static final String THREW = "threw";
  public static final String THREW_DESCRIPTOR = "(Ljava/lang/Throwable;)" + FUTURE_DESCRIPTOR;
  public static final String START = "start";
  public static final String START_DESCRIPTOR =
      "(Ldev/weft/linkage/CoroutineFrame;)Ljava/util/concurrent/CompletableFuture;";

  private LinkageNames() {}
}
