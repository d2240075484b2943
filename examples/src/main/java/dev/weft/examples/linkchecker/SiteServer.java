package dev.weft.examples.linkchecker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Serves a folder over HTTP until it is closed, on a free port of the loopback interface.
 *
 * <p>It behaves as web servers do, except that a folder redirects to its index page, so that every
 * page has one address. It uses one thread, the JDK server's own. To give a checker something to do
 * it also misbehaves where the folder asks for it: see {@link Faults}.
 */
final class SiteServer implements AutoCloseable {

  private static final int NO_BODY = -1;

  static {
    // Else header and body go out apart, and the body waits 40 ms for the client's delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final SiteFolder folder;
  private final Faults faults;
  private final HttpServer server;

  private SiteServer(SiteFolder folder, Faults faults, HttpServer server) {
    this.folder = folder;
    this.faults = faults;
    this.server = server;
  }

  /**
   * Starts to serve {@code folder}.
   *
   * @throws IOException if it cannot be read, or no port is free
   */
  static SiteServer start(Path folder) throws IOException {
    Path root = folder.toRealPath();
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(anyPort, 0);
    SiteServer site = new SiteServer(new SiteFolder(root), Faults.load(root), server);
    server.createContext("/", site::answer);
    server.start();
    return site;
  }

  /**
   * The addresses of all HTML and Markdown pages, by name.
   *
   * @throws IOException if the folder cannot be read
   */
  List<URI> pages() throws IOException {
    return folder.pages().stream().map(file -> address(folder.path(file))).toList();
  }

  /** The absolute address of a decoded path, which starts with a slash. */
  URI address(String path) {
    InetSocketAddress bound = server.getAddress();
    return Addresses.http(bound.getAddress().getHostAddress() + ":" + bound.getPort(), path);
  }

  /** Stops at once; whoever still waits for an answer sees the connection close. */
  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (faults.next(path)) {
      case STALL -> {} // Neither answered nor closed: the client has to give up.
      case UNAVAILABLE -> answer(exchange, 503);
      case NONE -> serve(exchange, path);
    }
  }

  private void serve(HttpExchange exchange, String path) throws IOException {
    Optional<Path> file = folder.find(path);
    if (file.isEmpty()) {
      answer(exchange, 404);
    } else if (Files.isDirectory(file.get())) {
      serveFolder(exchange, file.get());
    } else {
      answer(exchange, SiteFolder.contentType(file.get()), Files.readAllBytes(file.get()));
    }
  }

  private void serveFolder(HttpExchange exchange, Path directory) throws IOException {
    Optional<Path> index = folder.index(directory);
    if (index.isPresent()) {
      URI page = address(folder.path(index.get()));
      exchange.getResponseHeaders().set("Location", page.toString());
      answer(exchange, 301);
    } else {
      answer(exchange, "text/plain", "a folder without an index page".getBytes(UTF_8));
    }
  }

  private static void answer(HttpExchange exchange, String contentType, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", contentType);
      exchange.sendResponseHeaders(200, body.length == 0 ? NO_BODY : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, NO_BODY);
    }
  }
}
