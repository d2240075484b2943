package processors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Generates source with an async method that is asked to have a facade. */
@SupportedAnnotationTypes("processors.Service")
public class ServiceProcessor extends AbstractProcessor {

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        write(element.getSimpleName() + "Service", element);
      }
    }
    return true;
  }

  private void write(String name, Element origin) {
    try (var out =
        processingEnv.getFiler().createSourceFile("app." + name, origin).openWriter()) {
      out.write(
          """
          package app;

          import dev.weft.*;
          import dev.weft.annotations.*;

          @Facade(blocking = true)
          public class %s {
            @Async
            public Coroutine<String> call() {
              Await.of(Weft.sleep(java.time.Duration.ofMillis(1)));
              return Coroutine.of("generated and woven");
            }
          }
          """
              .formatted(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
