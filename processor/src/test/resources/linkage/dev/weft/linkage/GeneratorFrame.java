package dev.weft.linkage;

import dev.weft.AsyncGenerator;

public abstract class GeneratorFrame<T> extends CoroutineFrame<Boolean>
    implements AsyncGenerator<T> {}
