package dev.weft.torture.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A library as published.
 *
 * @param name for messages
 * @param jar its classes
 * @param tests the jar with its tests, if they are to run
 * @param dependencies what it and its tests need beside it
 */
public record Library(String name, Path jar, Optional<Path> tests, List<Path> dependencies) {}
