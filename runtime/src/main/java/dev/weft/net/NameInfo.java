package dev.weft.net;

/**
 * The names of an address.
 *
 * @param host the host's name, or its address as text if it has none
 * @param service the port as text; the JDK knows no names of services
 */
public record NameInfo(String host, String service) {}
