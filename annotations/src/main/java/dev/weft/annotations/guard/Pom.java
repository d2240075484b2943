package dev.weft.annotations.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A {@code pom.xml}, as written: nothing is inherited or interpolated.
 *
 * @param file where it is
 * @param project its root element
 */
record Pom(Path file, Element project) {

  static final String FILE_NAME = "pom.xml";

  private static final String ARTIFACT = "artifactId";
  private static final String GROUP = "dev.weft";
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  /** Empty if there is no such file, or it is no XML. */
  static Optional<Pom> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new Pom(file, parser().parse(in).getDocumentElement()));
    } catch (IOException | SAXException | ParserConfigurationException unreadable) {
      return Optional.empty();
    }
  }

  /** The JDK's own, whatever else is on javac's class path. */
  private static DocumentBuilder parser() throws ParserConfigurationException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(NO_DOCTYPE, true); // so that nothing is read but the file
    DocumentBuilder parser = factory.newDocumentBuilder();
    parser.setErrorHandler(new DefaultHandler()); // throws, and prints nothing
    return parser;
  }

  /** This one, its parent, and so on as far as they are on disk. */
  List<Pom> lineage() {
    List<Pom> lineage = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    Optional<Pom> next = Optional.of(this);
    while (next.isPresent() && seen.add(next.get().file)) {
      lineage.add(next.get());
      next = next.get().parent();
    }
    return lineage;
  }

  /** Where {@code relativePath} leads to another project, Maven takes the parent elsewhere. */
  private Optional<Pom> parent() {
    return descendants(project, "parent")
        .findFirst()
        .flatMap(
            parent ->
                Optional.of(text(parent, "relativePath").orElse(".."))
                    .filter(path -> !path.isEmpty())
                    .map(path -> file.resolveSibling(path).normalize())
                    .map(path -> Files.isDirectory(path) ? path.resolve(FILE_NAME) : path)
                    .flatMap(Pom::read)
                    .filter(found -> found.artifactId().equals(text(parent, ARTIFACT))));
  }

  private Optional<String> artifactId() {
    return text(project, ARTIFACT);
  }

  /** The elements of one of Weft's plugins in {@code build/plugins}. */
  Stream<Element> plugins(String artifactId) {
    return descendants(project, "build", "plugins", "plugin").filter(isOurs(artifactId));
  }

  /** Likewise in {@code build/pluginManagement}. */
  Stream<Element> managedPlugins(String artifactId) {
    return descendants(project, "build", "pluginManagement", "plugins", "plugin")
        .filter(isOurs(artifactId));
  }

  private static Predicate<Element> isOurs(String artifactId) {
    return plugin ->
        text(plugin, "groupId").filter(GROUP::equals).isPresent()
            && text(plugin, ARTIFACT).filter(artifactId::equals).isPresent();
  }

  /** The elements that a path of names leads to. */
  static Stream<Element> descendants(Element element, String... path) {
    Stream<Element> found = Stream.of(element);
    for (String name : path) {
      found = found.flatMap(parent -> children(parent, name));
    }
    return found;
  }

  private static Stream<Element> children(Element element, String name) {
    NodeList nodes = element.getChildNodes();
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .filter(node -> node.getNodeName().equals(name))
        .map(Element.class::cast);
  }

  /** The text of a child. */
  static Optional<String> text(Element element, String child) {
    return children(element, child).findFirst().map(Pom::text);
  }

  static String text(Element element) {
    return element.getTextContent().strip();
  }
}
