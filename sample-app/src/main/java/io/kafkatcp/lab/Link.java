package io.kafkatcp.lab;

/** A cable's two ends with the device names that faults on it need. */
public record Link(Host hostA, String deviceA, Host hostB, String deviceB) {}
