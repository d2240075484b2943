package dev.weft.examples.linkchecker;

import java.net.URI;

/**
 * A link that leads nowhere.
 *
 * @param page the address of the page that it stands on
 * @param link the link
 * @param reason why it is broken
 */
record BrokenLink(URI page, Link link, String reason) {}
