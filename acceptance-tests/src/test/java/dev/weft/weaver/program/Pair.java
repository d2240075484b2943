package dev.weft.weaver.program;

/** Two values, given to a constructor or to a method. */
public class Pair {

  public final Object a;
  public final Object b;

  public Pair(Object a, Object b) {
    this.a = a;
    this.b = b;
    Journal.add("new Pair");
  }

  public String with(Object c, Object d) {
    return this + Values.show(c) + Values.show(d);
  }

  /** An inner class: its constructor takes the outer object first. */
  public class Inner {

    final Object c;

    public Inner(Object c) {
      this.c = c;
    }

    @Override
    public String toString() {
      return Pair.this + "." + Values.show(c);
    }
  }

  /** A resource that records its life. */
  public static final class Resource implements AutoCloseable {

    private final Object name;

    public Resource(Object name) {
      this.name = name;
      Journal.add("open " + Values.show(name));
    }

    @Override
    public void close() {
      Journal.add("close " + Values.show(name));
    }
  }

  /** Something to switch on. */
  public enum Color {
    RED,
    GREEN
  }

  @Override
  public String toString() {
    return "Pair(" + Values.show(a) + "," + Values.show(b) + ")";
  }
}
