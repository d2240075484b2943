package processors;

/** Asks for a class with an async method. */
public @interface Service {}
