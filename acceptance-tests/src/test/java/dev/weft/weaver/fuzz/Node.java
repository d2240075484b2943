package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A piece of a program, immutable.
 *
 * @param sort what it is: {@code class}, {@code method}, {@code statement}, a list of them, or the
 *     type of an expression; pieces of one sort can stand for each other
 * @param text its text, with a {@code #} for each part
 */
record Node(String sort, String text, List<Node> parts) {

  static final String STATEMENT = "statement";
  static final String STATEMENTS = "statements";
  static final String METHODS = "methods";

  private static final String BLOCK = "{#}"; // statements as one statement

  static Node of(String sort, String text, Node... parts) {
    return new Node(sort, text, List.of(parts));
  }

  static Node statement(String text, Node... parts) {
    return of(STATEMENT, text, parts);
  }

  static Node statements(List<Node> statements) {
    return list(STATEMENTS, statements);
  }

  static Node methods(List<Node> methods) {
    return list(METHODS, methods);
  }

  private static Node list(String sort, List<Node> parts) {
    return new Node(sort, "#\n".repeat(parts.size()), List.copyOf(parts));
  }

  Node {
    if (text.chars().filter(c -> c == '#').count() != parts.size()) {
      throw new IllegalArgumentException(text + " with " + parts.size() + " parts");
    }
  }

  /** The source text. */
  String render() {
    StringBuilder out = new StringBuilder();
    render(out);
    return out.toString();
  }

  private void render(StringBuilder out) {
    Iterator<Node> next = parts.iterator();
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '#') {
        next.next().render(out);
      } else {
        out.append(text.charAt(i));
      }
    }
  }

  int size() {
    return 1 + parts.stream().mapToInt(Node::size).sum();
  }

  /** Simpler pieces of the same sort: the simplest, then what is inside, big steps first. */
  List<Node> replacements() {
    return isList() ? sublists() : simplestAndInside();
  }

  Node withPart(int index, Node part) {
    List<Node> changed = new ArrayList<>(parts);
    changed.set(index, part);
    return new Node(sort, text, changed);
  }

  private boolean isList() {
    return sort.equals(STATEMENTS) || sort.equals(METHODS);
  }

  /** Declarations are kept for longer than what follows, which may need them. */
  private List<Node> sublists() {
    List<Node> lists = new ArrayList<>();
    int size = parts.size();
    if (size > 1) {
      lists.add(list(sort, List.of()));
    }
    if (size > 3) {
      lists.add(list(sort, parts.subList(0, size / 2)));
      lists.add(list(sort, parts.subList(size / 2, size)));
    }
    for (int i = size - 1; i >= 0; i--) {
      Node part = parts.get(i);
      lists.add(list(sort, withInstead(i, List.of())));
      if (part.text.equals(BLOCK)) {
        lists.add(list(sort, withInstead(i, part.parts.get(0).parts)));
      }
    }
    return lists;
  }

  private List<Node> withInstead(int index, List<Node> instead) {
    List<Node> changed = new ArrayList<>(parts);
    changed.remove(index);
    changed.addAll(index, instead);
    return changed;
  }

  private List<Node> simplestAndInside() {
    List<Node> found = new ArrayList<>();
    Node simplest = simplest();
    if (!equals(simplest)) {
      found.add(simplest);
      parts.forEach(part -> part.addNearest(sort, found));
      found.removeIf(piece -> piece != simplest && piece.size() >= size());
    }
    return found;
  }

  /** Adds the pieces of a sort that lie in no other such piece. */
  private void addNearest(String wanted, List<Node> found) {
    if (sort.equals(wanted)) {
      found.add(this);
    } else if (sort.equals(STATEMENTS) && wanted.equals(STATEMENT)) {
      found.add(of(STATEMENT, BLOCK, this));
    } else {
      parts.forEach(part -> part.addNearest(wanted, found));
    }
  }

  private Node simplest() {
    return switch (sort) {
      case STATEMENT -> of(sort, ";");
      case "class", "method" -> this;
      default -> FuzzType.named(sort).literal(0);
    };
  }
}
