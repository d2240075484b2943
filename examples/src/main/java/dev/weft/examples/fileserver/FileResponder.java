package dev.weft.examples.fileserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the answers to requests.
 *
 * <p>It asks the file system on the loop's thread: that mostly answers from memory, and sooner than
 * another thread could be asked. Of what is in the files only a little is read here.
 */
final class FileResponder {

  private static final Set<String> SERVED_METHODS = Set.of("GET", "HEAD");
  private static final Set<String> OTHER_METHODS =
      Set.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");
  private static final String INDEX_PAGE = "index.html";

  /** Up to so many bytes are read at once, and sent together with the head of the response. */
  private static final int SMALL = 16 * 1024;

  private final Folder folder;

  FileResponder(Folder folder) {
    this.folder = folder;
  }

  /** The answer to {@code request}; its body is to be closed. */
  Response answer(Request request) {
    try {
      return SERVED_METHODS.contains(request.method()) ? find(request) : refuseMethod(request);
    } catch (HttpException refused) {
      return Response.refusal(refused);
    } catch (NoSuchFileException e) { // it is gone since it was looked for
      return Response.refusal(new HttpException(Status.NOT_FOUND, "There is no such file."));
    } catch (AccessDeniedException e) {
      return Response.refusal(Folder.forbidden());
    } catch (IOException e) {
      return Response.refusal(
          new HttpException(Status.INTERNAL_SERVER_ERROR, "The file cannot be read."));
    }
  }

  private static Response refuseMethod(Request request) {
    boolean known = OTHER_METHODS.contains(request.method());
    Status status = known ? Status.METHOD_NOT_ALLOWED : Status.NOT_IMPLEMENTED;
    return Response.refusal(new HttpException(status, "There is only GET and HEAD."))
        .with("Allow", "GET, HEAD");
  }

  private Response find(Request request) throws IOException {
    String path = RequestPath.of(request.target());
    Path found = folder.find(path);
    BasicFileAttributes attributes = attributes(found);
    if (attributes.isDirectory()) {
      return path.endsWith("/") ? folder(request, path, found) : redirectToFolder(found);
    }
    if (path.endsWith("/")) {
      throw new HttpException(Status.NOT_FOUND, "This is no folder.");
    }
    return file(request, found, attributes);
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  /** Or the links in its page would lead elsewhere. */
  private Response redirectToFolder(Path found) {
    return new Response(Status.MOVED_PERMANENTLY, BytesBody.EMPTY)
        .with("Location", RequestPath.encode(folder.path(found)) + "/");
  }

  private Response folder(Request request, String path, Path found) throws IOException {
    if (Files.exists(found.resolve(INDEX_PAGE))) {
      Path page = folder.find(path + INDEX_PAGE); // it may be a link, to elsewhere even
      return file(request, page, attributes(page));
    }
    return new Response(Status.OK, new BytesBody(Listing.of(found, folder.path(found))))
        .with("Content-Type", "text/html; charset=utf-8");
  }

  private static Response file(Request request, Path file, BasicFileAttributes attributes)
      throws IOException {
    if (!attributes.isRegularFile()) { // to open a pipe would take until somebody writes to it
      throw Folder.forbidden();
    }
    Version version = Version.of(attributes);
    if (version.isRefusedBy(request)) {
      throw new HttpException(Status.PRECONDITION_FAILED, "The file is another one now.");
    }
    if (version.isKnownTo(request)) {
      return describe(version, new Response(Status.NOT_MODIFIED, BytesBody.EMPTY));
    }
    try {
      Optional<ByteRange> range = requestedRange(request, attributes.size(), version);
      return describe(version, content(file, attributes.size(), range));
    } catch (HttpException unsatisfiable) {
      return Response.refusal(unsatisfiable).with("Content-Range", "bytes */" + attributes.size());
    }
  }

  private static Response content(Path file, long size, Optional<ByteRange> range)
      throws IOException {
    Body body = body(file, range.orElse(new ByteRange(0, size)));
    Response response =
        new Response(range.isPresent() ? Status.PARTIAL_CONTENT : Status.OK, body)
            .with("Content-Type", MediaTypes.of(file));
    range.ifPresent(part -> response.with("Content-Range", part.of(size)));
    return response;
  }

  private static Body body(Path file, ByteRange range) throws IOException {
    FileChannel channel = FileChannel.open(file);
    if (range.length() > SMALL) {
      return new FileBody(channel, range);
    }
    try (channel) {
      ByteBuffer content = ByteBuffer.allocate((int) range.length());
      channel.read(content, range.first());
      return new BytesBody(Arrays.copyOf(content.array(), content.position()));
    }
  }

  private static Optional<ByteRange> requestedRange(Request request, long size, Version version)
      throws HttpException {
    boolean asked = request.has("Range") && !request.isHead() && version.isPartlyKnownTo(request);
    return asked ? ByteRange.parse(request.header("Range"), size) : Optional.empty();
  }

  private static Response describe(Version version, Response response) {
    return response
        .with("ETag", version.tag())
        .with("Last-Modified", HttpDate.format(version.modified()))
        .with("Accept-Ranges", "bytes");
  }
}
