package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A piece of a program, immutable.
 *
 * @param sort what it is: {@code statement}, {@code statements}, {@code class}, or the type of an
 *     expression; pieces of one sort can stand for each other
 * @param text its text, with a {@code #} for each part
 */
record Node(String sort, String text, List<Node> parts) {

  static final String STATEMENT = "statement";
  static final String STATEMENTS = "statements";

  static Node of(String sort, String text, Node... parts) {
    return new Node(sort, text, List.of(parts));
  }

  static Node statement(String text, Node... parts) {
    return of(STATEMENT, text, parts);
  }

  static Node statements(List<Node> statements) {
    return new Node(STATEMENTS, "#\n".repeat(statements.size()), List.copyOf(statements));
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

  /** All trees that differ from this one in one place, where they are smaller; big steps first. */
  List<Node> smaller() {
    List<Node> smaller = new ArrayList<>(replacements());
    for (int i = 0; i < parts.size(); i++) {
      int index = i;
      parts.get(i).smaller().forEach(part -> smaller.add(withPart(index, part)));
    }
    return smaller;
  }

  /** Smaller pieces of the same sort: the smallest, then what is inside. */
  private List<Node> replacements() {
    List<Node> replacements = new ArrayList<>();
    if (sort.equals(STATEMENTS)) {
      replacements.addAll(sublists());
    } else {
      Node smallest = smallest();
      if (size() > smallest.size()) {
        replacements.add(smallest);
      }
      inside(replacements);
    }
    return replacements;
  }

  private List<Node> sublists() {
    List<Node> lists = new ArrayList<>();
    int size = parts.size();
    if (size > 3) {
      lists.add(statements(parts.subList(size / 2, size)));
      lists.add(statements(parts.subList(0, size / 2)));
    }
    for (int i = 0; i < size; i++) {
      int dropped = i;
      lists.add(
          statements(
              IntStream.range(0, size)
                  .filter(k -> k != dropped)
                  .mapToObj(parts::get)
                  .collect(Collectors.toList())));
    }
    return lists;
  }

  private void inside(List<Node> found) {
    for (Node part : parts) {
      if (part.sort.equals(sort)) {
        found.add(part);
      } else if (part.sort.equals(STATEMENTS) && sort.equals(STATEMENT)) {
        found.add(of(STATEMENT, "{#}", part));
      } else {
        part.parts.stream().filter(p -> p.sort.equals(sort)).forEach(found::add);
      }
    }
  }

  private Node smallest() {
    return switch (sort) {
      case STATEMENT -> of(sort, ";");
      case "class" -> this;
      default -> FuzzType.named(sort).literal(0);
    };
  }

  private Node withPart(int index, Node part) {
    List<Node> changed = new ArrayList<>(parts);
    changed.set(index, part);
    return new Node(sort, text, changed);
  }
}
