package dev.weft.process;

/**
 * A child process and the protocol that was made for it.
 *
 * @param <P> the type of the protocol
 * @param transport the child
 * @param protocol hears of what it does; its {@code connectionMade} has been called
 */
public record SubprocessEndpoint<P extends SubprocessProtocol>(
    SubprocessTransport transport, P protocol) {}
