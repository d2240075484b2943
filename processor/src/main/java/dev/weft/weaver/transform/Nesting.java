package dev.weft.weaver.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Which shapes build on which, so that they share the code for what they have in common.
 *
 * <p>In {@code f(Await.of(x), Await.of(y), ...)} each await has one operand more on the stack than
 * the one before, in {@code var a = Await.of(x); var b = Await.of(y); ...} one local more. The
 * second await's values are those of the first, its base, and what is added to it. With code for
 * the added values only, code grows with the number of awaits, not with its square.
 */
public final class Nesting {

  /** A base of less is not worth the test that tells its awaits from the others. */
  private static final int LEAST_BASE = 4;

  /** The slots of a spill method's arguments, without receiver, driver, frame and state. */
  private static final int MAX_ADDED_SLOTS = 251;

  private final Map<Shape, Shape> bases = new LinkedHashMap<>();
  private final Map<Shape, Integer> numbers = new HashMap<>();

  Nesting(Collection<Shape> shapes) {
    List<Shape> smallestFirst = new ArrayList<>(new LinkedHashSet<>(shapes));
    smallestFirst.sort(Comparator.comparing(Shape::size));
    for (Shape shape : smallestFirst) {
      Shape base = largestBaseOf(shape);
      while (Shape.slots(shape.beyond(base)) > MAX_ADDED_SLOTS) {
        Shape between = between(base, shape);
        add(between, base);
        base = between;
      }
      add(shape, base);
    }
  }

  private void add(Shape shape, Shape base) {
    bases.put(shape, base);
    numbers.putIfAbsent(shape, numbers.size());
  }

  private Shape largestBaseOf(Shape shape) {
    List<Shape> candidates = shapes();
    for (int i = candidates.size() - 1; i >= 0; i--) {
      Shape candidate = candidates.get(i);
      if (candidate.size() >= LEAST_BASE && shape.extendsShape(candidate)) {
        return candidate;
      }
    }
    return Shape.EMPTY;
  }

  /** A shape that adds as much to {@code base}, on the way to {@code shape}, as it may. */
  private static Shape between(Shape base, Shape shape) {
    List<Value> added = shape.beyond(base);
    int count = added.size();
    while (Shape.slots(added.subList(0, count)) > MAX_ADDED_SLOTS) {
      count--;
    }
    List<Object> stack = new ArrayList<>(base.stack());
    List<Local> locals = new ArrayList<>(base.locals());
    for (Value value : added.subList(0, count)) {
      if (value instanceof Local local) {
        locals.add(local);
      } else {
        stack.add(value.type());
      }
    }
    locals.sort(Comparator.comparing(Local::slot));
    return new Shape(stack, locals);
  }

  /** All shapes, each behind the one that it builds on. */
  public List<Shape> shapes() {
    return List.copyOf(bases.keySet());
  }

  /** The number of a shape, for the names of methods. */
  public int numberOf(Shape shape) {
    return numbers.get(shape);
  }

  /** What a shape builds on; the empty shape if it builds on no other. */
  public Shape baseOf(Shape shape) {
    return bases.get(shape);
  }

  /** Whether a shape builds on no other. */
  public boolean isRoot(Shape shape) {
    return baseOf(shape).equals(Shape.EMPTY);
  }

  /** What a shape adds to its base. */
  public List<Value> addedBy(Shape shape) {
    return shape.beyond(baseOf(shape));
  }
}
