package dev.weft.net;

/**
 * A transport and the protocol that was made for it.
 *
 * @param <P> the type of the protocol
 * @param transport the connection
 * @param protocol its user's end, whose {@code connectionMade} has been called
 */
public record Connection<P extends StreamProtocol>(Transport transport, P protocol) {}
