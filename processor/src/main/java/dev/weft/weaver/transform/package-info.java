/**
 * Brings a method into the form that the emitter expects, and plans its suspensions. Works on a
 * copy of the method; what it hands on is immutable.
 */
package dev.weft.weaver.transform;
