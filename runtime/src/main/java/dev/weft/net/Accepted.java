package dev.weft.net;

import java.net.SocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A connection that was accepted.
 *
 * @param socket the connection, in non-blocking mode
 * @param address the other end's address
 */
public record Accepted(SocketChannel socket, SocketAddress address) {}
