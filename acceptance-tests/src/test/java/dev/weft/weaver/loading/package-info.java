/** Which classes woven programs load, and when. */
package dev.weft.weaver.loading;
