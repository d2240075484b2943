package dev.weft.weaver.grid;

import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.Kind;
import dev.weft.weaver.harness.Soak;
import dev.weft.weaver.harness.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cells of a form as methods of one class {@code G}. */
final class GridProgram {

  private static final String PRELUDE =
      String.join(
          "\n",
          "import dev.weft.*;",
          "import dev.weft.annotations.Async;",
          "import dev.weft.weaver.program.*;",
          "import dev.weft.weaver.program.Pair.Color;",
          "import java.util.*;",
          "import java.util.concurrent.CompletableFuture;",
          "import java.util.concurrent.CompletionStage;",
          "import java.util.concurrent.atomic.AtomicReference;",
          "import java.util.function.*;",
          "import static dev.weft.weaver.program.Futures.*;",
          "import static dev.weft.weaver.program.Journal.*;",
          "import static dev.weft.weaver.program.Opaque.*;",
          "import static dev.weft.weaver.program.Values.*;",
          "");

  /** A cell in a place. */
  record Method(String entry, Cell cell, Place place) {

    String members() {
      return place.members(entry, cell);
    }

    @Override
    public String toString() {
      return cell.name() + ", " + place + ": " + cell.statement();
    }
  }

  private final Form form;
  private final Kind kind;
  private final String packageName;
  private final List<Method> methods = new ArrayList<>();

  /**
   * @param number tells the forms apart, and chooses the places that its cells start with
   */
  GridProgram(Form form, Kind kind, int number) {
    this.form = form;
    this.kind = kind;
    this.packageName = "grid." + kind + ".f" + number;
    List<Cell> cells =
        selection(form.typed(), number).stream()
            .flatMap(typed -> typed.cells().stream())
            .collect(Collectors.toList());
    for (int i = 0; i < cells.size(); i++) {
      for (Place place : places(number + i + i / Place.values().length)) {
        methods.add(new Method("m" + methods.size(), cells.get(i), place));
      }
    }
  }

  /** Every third type, beginning with another one each time; all types when soaking. */
  private static List<TypedForm> selection(List<TypedForm> all, int turn) {
    return IntStream.range(0, all.size())
        .filter(i -> Soak.ENABLED || all.size() == 1 || (i + turn) % 3 == 0)
        .mapToObj(all::get)
        .collect(Collectors.toList());
  }

  /** One place, in turn; all places when soaking. */
  private static List<Place> places(int turn) {
    Place[] all = Place.values();
    return Soak.ENABLED ? List.of(all) : List.of(all[turn % all.length]);
  }

  List<Method> methods() {
    return methods;
  }

  SourceFile source() {
    String members = methods.stream().map(Method::members).collect(Collectors.joining("\n"));
    return SourceFile.of(
        packageName + ".G",
        "package "
            + packageName
            + ";\n"
            + PRELUDE
            + kind.specialise(
                "class G {\npublic int hashCode() { return 1; }\n" + members + "}\n"));
  }

  CompiledProgram in(ClassFiles compiled) {
    return CompiledProgram.of(compiled, packageName);
  }

  Entry entry(Method method, Completion completion) {
    return new Entry(packageName + ".G", method.entry(), completion);
  }

  @Override
  public String toString() {
    return kind + ", " + form;
  }
}
