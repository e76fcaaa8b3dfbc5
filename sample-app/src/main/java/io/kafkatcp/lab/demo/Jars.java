package io.kafkatcp.lab.demo;

import java.nio.file.Path;

/** The two files that the demo is about. */
record Jars(Path agent, Path sampleApp) {}
