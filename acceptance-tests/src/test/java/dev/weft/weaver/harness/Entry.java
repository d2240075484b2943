package dev.weft.weaver.harness;

import java.io.Serializable;

/**
 * One way to run a program.
 *
 * @param className the binary name of the class
 * @param method its static async method to call
 */
public record Entry(String className, String method, Completion completion)
    implements Serializable {}
