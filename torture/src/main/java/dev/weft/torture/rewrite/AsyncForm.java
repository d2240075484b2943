package dev.weft.torture.rewrite;

/**
 * What a method has become.
 *
 * @param kind what it returns
 * @param name its name, which no other method of its class has
 * @param descriptor as before, but for what it returns
 */
record AsyncForm(AsyncKind kind, String name, String descriptor) {

  /**
   * @param number which method of its class it is
   */
  static AsyncForm of(MethodId method, int number) {
    AsyncKind kind = AsyncKind.of(method);
    String name = method.name() + "$async" + number;
    return new AsyncForm(kind, name, kind.asyncDescriptor(method.descriptor()));
  }
}
