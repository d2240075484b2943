package dev.weft.examples.linkchecker;

import java.util.List;
import java.util.Set;

/**
 * What the checker wants to know about a page.
 *
 * @param base what its links are relative to, itself relative to the page's address; mostly empty
 * @param links the links it contains, in the order of its source
 * @param anchors the fragments that links may name: {@code install} for {@code page.html#install}
 */
record PageContent(String base, List<Link> links, Set<String> anchors) {}
