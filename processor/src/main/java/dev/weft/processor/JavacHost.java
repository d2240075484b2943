package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.AsyncCode;
import dev.weft.processor.check.AsyncModel;
import dev.weft.processor.check.DiagnosticId;
import dev.weft.processor.check.Diagnostics;
import dev.weft.processor.check.SourceChecks;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WeaveProblem;
import dev.weft.weaver.WovenNest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Follows javac from attributed source to class files, and weaves these. */
final class JavacHost implements TaskListener {

  /*
   * Overview.
   *
   * javac works class by class. For each top-level class it tells us
   *
   *   ANALYZE finished    the tree is attributed and checked by javac. We check it by our rules,
   *                       and if it has anything to weave, remember it as a Nest, with the places
   *                       of its code: from here on javac takes the tree apart.
   *   GENERATE started    once per class of the nest, inner ones first, the outermost last. We
   *                       delete the old class file.
   *   GENERATE finished   the class file is written. After the outermost, all are: we weave the
   *                       nest and write it back.
   *   COMPILATION finished  a nest that is still here was cut short by an error, ours or javac's:
   *                       its class files are deleted, lest a later build take them for woven.
   *
   * Which nests are woven is decided by the source and not by the class files: the checks, which
   * know what is async, have to look at it anyway; nests that have nothing to do with Weft are then
   * neither read nor required to be readable; and the old class files can be deleted in time. A nest
   * goes to the weaver whole, which finds what there is to do in it, down to nothing. So does one whose
   * expressions are nested too deeply for us to look at, though not for javac.
   *
   * After an error in this phase javac writes no more class files but still announces them. So we
   * weave nothing more either.
   *
   * An exception that leaves a listener is a compiler crash; so none does.
   *
   * All state belongs to the compiler's thread.
   */

  private final Trees trees;
  private final Elements elements;
  private final OutputDirectories directories;
  private final Diagnostics diagnostics;
  private final AsyncModel model;
  private final AsyncCode asyncCode;
  private final SourceChecks checks;
  private final NestWeaver weaver;
  private final WeaveOptions options;
  private final Map<TypeElement, Nest> nests = new HashMap<>(); // by outermost class
  private final Set<TypeElement> tooDeep = new HashSet<>(); // for the stack: not checked
  private final StaleFrames staleFrames = new StaleFrames();
  private boolean failed;

  private JavacHost(
      Trees trees,
      ProcessingEnvironment environment,
      OutputDirectories directories,
      Diagnostics diagnostics,
      NestWeaver weaver) {
    this.trees = trees;
    this.elements = environment.getElementUtils();
    this.directories = directories;
    this.diagnostics = diagnostics;
    this.model = new AsyncModel(trees, elements, environment.getTypeUtils());
    this.asyncCode = new AsyncCode(model);
    this.checks = new SourceChecks(model, diagnostics);
    this.weaver = weaver;
    this.options = new WeaveOptions(isSet(environment, AsyncProcessor.DEBUG));
  }

  /** An option without a value is as good as true. */
  private static boolean isSet(ProcessingEnvironment environment, String option) {
    Map<String, String> given = environment.getOptions();
    return given.containsKey(option) && !"false".equals(given.get(option));
  }

  /**
   * @param isWrapped whether the environment is not javac's own, but that of a build tool
   */
  static JavacHost create(
      JavacTask task, ProcessingEnvironment environment, boolean isWrapped, NestWeaver weaver) {
    Trees trees = Trees.instance(task);
    boolean warningsAreErrors = isSet(environment, AsyncProcessor.WARNINGS_AS_ERRORS);
    var diagnostics = new Diagnostics(trees, environment.getMessager(), warningsAreErrors);
    var directories = new OutputDirectories(environment.getFiler(), isWrapped);
    return new JavacHost(trees, environment, directories, diagnostics, weaver);
  }

  @Override
  public void started(TaskEvent event) {
    try {
      if (event.getKind() == TaskEvent.Kind.GENERATE) {
        expect(event.getTypeElement());
      }
    } catch (Throwable e) {
      fail(event, e);
    }
  }

  @Override
  public void finished(TaskEvent event) {
    try {
      switch (event.getKind()) {
        case ANALYZE -> analyze(event);
        case GENERATE -> collect(event);
        case COMPILATION -> discardUnfinished();
        default -> {}
      }
    } catch (Throwable e) {
      fail(event, e);
    }
  }

  private void analyze(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    TreePath path = SourceClasses.find(trees, event);
    if (path == null) {
      return;
    }
    var source = new SourceIndex(trees, elements, model, path);
    try {
      checks.check(path);
      if (asyncCode.findFirst(path).isPresent()) {
        source.fill();
        nests.put(type, new Nest(output(event), source));
      }
    } catch (StackOverflowError e) {
      nests.put(type, new Nest(output(event), source));
      tooDeep.add(type);
    }
  }

  private ClassOutput output(TaskEvent event) {
    return new ClassOutput(directories, elements, event.getTypeElement(), event.getSourceFile());
  }

  private void expect(TypeElement type) {
    TypeElement outermost = ClassNames.outermost(type);
    Nest nest = nests.get(outermost);
    if (nest == null || failed) {
      return;
    }
    try {
      nest.expect(ClassNames.internalName(elements, type));
    } catch (IOException e) {
      failUnreadable(nest, e);
    }
  }

  private void collect(TaskEvent event) {
    TypeElement type = event.getTypeElement();
    if (failed || type == null || type.getNestingKind() != NestingKind.TOP_LEVEL) {
      return;
    }
    Nest nest = nests.get(type);
    if (nest != null) {
      weave(type, nest);
    } else if (!SourceClasses.isDeclarationOnly(event.getSourceFile())) {
      deleteStaleFrames(output(event), type, Set.of());
    }
  }

  private void weave(TypeElement type, Nest nest) {
    try {
      WovenNest woven = nest.weave(weaver, options);
      nests.remove(type);
      warn(nest, woven.warnings());
      if (tooDeep.contains(type) && !woven.classes().isEmpty()) {
        warnUnchecked(nest);
      }
      deleteStaleFrames(nest.output(), type, woven.classes().keySet());
    } catch (WeaveException e) {
      fail(nest, e.problems());
    } catch (IOException e) {
      failUnreadable(nest, e);
    }
  }

  private void deleteStaleFrames(ClassOutput output, TypeElement host, Set<String> current) {
    try {
      String name = ClassNames.internalName(elements, host);
      Optional<Path> directory = output.findDirectory(name);
      if (directory.isPresent()) {
        staleFrames.delete(directory.get(), name, current);
      }
    } catch (IOException orphansStay) {
      // They are dead weight, no danger: not worth failing a build that may not even use Weft.
    }
  }

  private void warn(Nest nest, List<WeaveProblem> warnings) {
    for (WeaveProblem warning : warnings) {
      diagnostics.warning(warning.tag(), nest.source().find(warning), warning.message());
    }
  }

  private void warnUnchecked(Nest nest) {
    diagnostics.warning(
        DiagnosticId.NESTED_TOO_DEEPLY,
        nest.source().declaration(),
        "an expression is nested so deeply that Weft's checks ran out of stack: the async methods of"
            + " this class are woven, but were not checked. Split the expression, or give the"
            + " compiler a larger stack (javac: -J-Xss8m; Maven: MAVEN_OPTS=-Xss8m).");
  }

  private void fail(Nest nest, List<WeaveProblem> problems) {
    failed = true;
    for (WeaveProblem problem : problems) {
      diagnostics.error(problem.tag(), nest.source().find(problem), problem.message());
    }
  }

  private void failUnreadable(Nest nest, IOException e) {
    failed = true;
    diagnostics.error(
        DiagnosticId.CLASS_FILE_UNREADABLE,
        nest.source().declaration(),
        "the class file that javac writes for this class cannot be read back and woven (%s): unless"
                .formatted(e)
            + " another error explains it, the program that runs javac keeps class files to itself."
            + " Let Maven, Gradle or plain javac compile (in IntelliJ IDEA: delegate builds to"
            + " them), or weave the class files afterwards with weft-maven-plugin.");
  }

  private void discardUnfinished() throws IOException {
    for (Nest nest : nests.values()) {
      nest.discard();
    }
    nests.clear();
  }

  private void fail(TaskEvent event, Throwable e) {
    failed = true;
    var trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    diagnostics.error(
        DiagnosticId.WEFT_FAILURE,
        "Weft failed at %s: %s".formatted(event.getTypeElement(), trace));
  }
}
