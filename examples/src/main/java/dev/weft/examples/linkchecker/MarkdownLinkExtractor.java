package dev.weft.examples.linkchecker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Reads Markdown with commonmark-java. Every heading is an anchor, named as GitHub names it; links
 * and anchors in embedded HTML count as well.
 */
final class MarkdownLinkExtractor implements LinkExtractor {

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  @Override
  public PageContent extract(String source) {
    Collector collector = new Collector();
    PARSER.parse(source).accept(collector);
    return new PageContent("", collector.links, collector.anchors);
  }

  /** Walks the page once, in the order of its source. */
  private static final class Collector extends AbstractVisitor {

    private final List<Link> links = new ArrayList<>();
    private final Set<String> anchors = new HashSet<>();
    private final IdGenerator headingIds = IdGenerator.builder().build();
    private final HtmlLinkExtractor html = new HtmlLinkExtractor();

    @Override
    public void visit(org.commonmark.node.Link link) {
      links.add(new Link(line(link), link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(new Link(line(image), image.getDestination()));
      visitChildren(image);
    }

    @Override
    public void visit(Heading heading) {
      anchors.add(headingIds.generateId(text(heading)));
      visitChildren(heading);
    }

    @Override
    public void visit(HtmlBlock block) {
      embedded(block, block.getLiteral());
    }

    @Override
    public void visit(HtmlInline inline) {
      embedded(inline, inline.getLiteral());
    }

    private void embedded(Node node, String source) {
      PageContent content = html.extract(source);
      int linesBefore = line(node) - 1;
      content.links().forEach(l -> links.add(new Link(linesBefore + l.line(), l.href())));
      anchors.addAll(content.anchors());
    }

    private static int line(Node node) {
      List<SourceSpan> spans = node.getSourceSpans();
      return spans.isEmpty() ? 1 : spans.get(0).getLineIndex() + 1;
    }

    private static String text(Node heading) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text t) {
              text.append(t.getLiteral());
            }

            @Override
            public void visit(Code code) {
              text.append(code.getLiteral());
            }
          });
      return text.toString();
    }
  }
}
