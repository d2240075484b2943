package dev.weft.process;

/**
 * What a child process has written, and how it has ended.
 *
 * @param stdout what it wrote to its standard output; empty if that was no pipe
 * @param stderr what it wrote to its standard error; empty if that was no pipe
 * @param returnCode its exit code
 */
public record Output(byte[] stdout, byte[] stderr, int returnCode) {}
