package dev.weft.processor;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementScanner14;

/**
 * Claims Weft's annotations, or {@code javac -Xlint:processing} would complain that nobody does.
 *
 * <p>It stands behind {@link AsyncProcessor}, which has to see every compilation and must not claim
 * what it sees. Compilations work without it.
 */
public final class ClaimingProcessor extends AbstractProcessor {

  /*
   * Overview.
   *
   * javac stops asking processors once every annotation in the sources is claimed. So where ours
   * are the only ones, claiming them would keep a later processor for "*" from starting. Then they
   * are claimed only if there is no such processor: the complaint is the lesser evil. A processor
   * that has started is asked in all later rounds too.
   *
   * The fronts of @Facade are marked @Generated, which is nobody else's to claim.
   */

  private static final String OURS = "dev.weft.";
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private boolean othersHaveStarted; // the compiler's thread only

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(OURS + "*", GENERATED);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    boolean claims = othersHaveStarted || areOthersPresent(round) || isAlone();
    othersHaveStarted = true;
    return claims;
  }

  private static boolean areOthersPresent(RoundEnvironment round) {
    var search = new Search();
    search.scan(round.getRootElements(), null);
    return search.found;
  }

  /** Whether all processors on our path are Weft's. */
  private static boolean isAlone() {
    try {
      return ServiceLoader.load(Processor.class, ClaimingProcessor.class.getClassLoader()).stream()
          .allMatch(provider -> provider.type().getName().startsWith(OURS));
    } catch (ServiceConfigurationError brokenNeighbour) {
      return false;
    }
  }

  /** Looks for annotations that are not ours. */
  private static final class Search extends ElementScanner14<Void, Void> {

    private boolean found;

    @Override
    public Void scan(Element element, Void unused) {
      found |= isAnnotated(element);
      return found ? null : super.scan(element, unused);
    }

    /** Its classes are among the roots, or are not compiled now. */
    @Override
    public Void visitPackage(PackageElement element, Void unused) {
      return null;
    }

    /** Likewise its packages. */
    @Override
    public Void visitModule(ModuleElement element, Void unused) {
      return null;
    }

    private static boolean isAnnotated(Element element) {
      return element.getAnnotationMirrors().stream()
          .map(mirror -> mirror.getAnnotationType().toString())
          .anyMatch(name -> !name.startsWith(OURS) && !name.equals(GENERATED));
    }
  }
}
