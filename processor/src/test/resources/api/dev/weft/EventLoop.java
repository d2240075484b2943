package dev.weft;

public interface EventLoop {}
