/** Generates the fronts that {@code @Facade} asks for. */
package dev.weft.processor.facade;
