package dev.weft.net;

/**
 * A datagram socket and the protocol that was made for it.
 *
 * @param <P> the type of the protocol
 * @param transport the socket
 * @param protocol its user's end, whose {@code connectionMade} has been called
 */
public record DatagramEndpoint<P extends DatagramProtocol>(
    DatagramTransport transport, P protocol) {}
