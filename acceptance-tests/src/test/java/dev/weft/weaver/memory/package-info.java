/** How much memory suspended methods take. */
package dev.weft.weaver.memory;
