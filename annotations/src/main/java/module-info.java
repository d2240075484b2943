/** The annotations that steer the Weft processor. */
module dev.weft.annotations {
  exports dev.weft.annotations;
}
