/** Annotations that users put on their code and that the Weft processor acts on. */
package dev.weft.annotations;
