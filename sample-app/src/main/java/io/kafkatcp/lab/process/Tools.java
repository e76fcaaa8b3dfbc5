package io.kafkatcp.lab.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the system's network tools, which lie in sbin folders that an ordinary user's PATH often lacks. */
public final class Tools {
    private static final List<String> SBIN = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");
    private static final Map<String, String> PACKAGES = new LinkedHashMap<>();

    static {
        PACKAGES.put("ip", "iproute2");
        PACKAGES.put("ss", "iproute2");
        PACKAGES.put("nft", "nftables");
        PACKAGES.put("conntrack", "conntrack");
        PACKAGES.put("unshare", "util-linux");
        PACKAGES.put("nsenter", "util-linux");
    }

    private Tools() {}

    static String searchPath() {
        String own = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.concat(Arrays.stream(own.split(File.pathSeparator)), SBIN.stream())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    static Optional<String> find(String name) {
        return Arrays.stream(searchPath().split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toString)
                .findFirst();
    }

    /** One sentence, or nothing when every tool is there. */
    public static Optional<String> missing() {
        Set<String> packages = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        PACKAGES.forEach((tool, itsPackage) -> {
            if (find(tool).isEmpty()) {
                names.add(tool);
                packages.add(itsPackage);
            }
        });
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "Missing on this machine: " + String.join(", ", names) + ". Install with: sudo apt-get install "
                        + String.join(" ", packages) + " (other distributions name the packages much the same).");
    }
}
