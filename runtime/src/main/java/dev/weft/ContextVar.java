package dev.weft;

import org.jspecify.annotations.Nullable;

/**
 * A variable that has one value per {@link Context}, so that each task sees its own: PEP 567.
 *
 * <pre>{@code
 * static final ContextVar<String> USER = ContextVar.of("user", "nobody");
 *
 * @Async
 * static Coroutine<String> serve(String user) {
 *   USER.set(user); // for this task, and for the tasks that it makes from now on
 *   return Coroutine.of(Await.of(page()));
 * }
 *
 * @Async
 * static Coroutine<String> page() {
 *   Await.of(Weft.sleep(Duration.ofSeconds(1)));
 *   return Coroutine.of("hello " + USER.get());
 * }
 * }</pre>
 *
 * <p>Hold it in a static final field. Any thread may use it; outside a loop every thread has a
 * context of its own.
 *
 * @param <T> the type of the value
 */
public final class ContextVar<T> {

  private final String name;
  private final @Nullable T defaultValue;

  private ContextVar(String name, @Nullable T defaultValue) {
    this.name = name;
    this.defaultValue = defaultValue;
  }

  /** A variable without a default. The name is for messages. */
  public static <T> ContextVar<T> of(String name) {
    return new ContextVar<>(name, null);
  }

  /** A variable with a default. The name is for messages. */
  public static <T> ContextVar<T> of(String name, T defaultValue) {
    return new ContextVar<>(name, defaultValue);
  }

  /** The name given at creation. */
  public String name() {
    return name;
  }

  /**
   * Returns the value in the current context, or the default.
   *
   * @throws IllegalStateException if it has neither; set it first, or use {@link #getOr}
   */
  public T get() {
    T value = find();
    if (value == null) {
      throw new IllegalStateException(
          "context variable " + name + " has no value here and no default: set it first");
    }
    return value;
  }

  /** Returns the value in the current context, else the variable's default, else {@code other}. */
  public T getOr(T other) {
    T value = find();
    return value != null ? value : other;
  }

  private @Nullable T find() {
    T value = Context.current().find(this);
    return value != null ? value : defaultValue;
  }

  /**
   * Gives the variable a value in the current context.
   *
   * @return what takes the change back
   */
  public Token<T> set(T value) {
    Context context = Context.ownCurrent();
    return new Token<>(this, context, context.put(this, value));
  }

  /**
   * Gives the variable back the value that it had before the {@link #set} that made the token.
   *
   * @throws IllegalArgumentException if the token is another variable's or another context's
   * @throws IllegalStateException if the token was used before
   */
  public void reset(Token<T> token) {
    if (token.variable != this) {
      throw new IllegalArgumentException(
          "the token was made by " + token.variable + ", not " + this);
    }
    token.use();
  }

  @Override
  public String toString() {
    return "ContextVar " + name;
  }

  /**
   * Takes one {@link #set} back.
   *
   * @param <T> the type of the variable's value
   */
  public static final class Token<T> {

    private final ContextVar<T> variable;
    private final Context context;
    private final @Nullable T before;
    private boolean used; // the context's thread only

    private Token(ContextVar<T> variable, Context context, @Nullable T before) {
      this.variable = variable;
      this.context = context;
      this.before = before;
    }

    private void use() {
      if (used) {
        throw new IllegalStateException("the token of " + variable + " was used before");
      }
      if (context != Context.current()) {
        throw new IllegalArgumentException(
            "the token of " + variable + " was made in another context: reset where it was set");
      }
      used = true;
      context.put(variable, before);
    }
  }
}
