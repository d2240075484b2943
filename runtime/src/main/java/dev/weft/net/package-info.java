/**
 * Connections and servers: transports and protocols, called back by the loop, and streams, for
 * linear code. asyncio's, under its names.
 *
 * <p>{@link dev.weft.net.Net} is where to begin. With {@linkplain dev.weft.net.Net#openConnection
 * streams} a task reads and writes one step after the other:
 *
 * <pre>{@code
 * try (Streams peer = Await.of(Net.openConnection("localhost", port))) {
 *   peer.writer().write("hello\n");
 *   Await.of(peer.writer().drain());
 *   log.add(Await.of(peer.reader().readLine()));
 * }
 * }</pre>
 *
 * <p>With {@linkplain dev.weft.net.Net#createConnection protocols} the loop calls methods as data
 * comes, which costs less.
 *
 * <p>Everything here belongs to one loop and its thread. A failure of a connection is an {@code
 * IOException} that names the peer.
 */
package dev.weft.net;
