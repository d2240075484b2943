package dev.weft.net;

import java.net.SocketAddress;

/**
 * A datagram that was received.
 *
 * @param data its content, up to as many bytes as were asked for
 * @param sender where it came from
 */
public record Datagram(byte[] data, SocketAddress sender) {}
