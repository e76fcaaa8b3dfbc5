package io.kafkatcp.correlate.host;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network device that a file is named after: "ip neigh show dev eth0" prints none. Pure. */
final class Device {

    /** Names that the kernel and systemd give, and hardly anybody gives a host. */
    private static final Pattern NAME = Pattern.compile(
            "(?:^|[-_.=+@ ])(eth\\d+|ens\\d+\\w*|eno\\d+\\w*|enp\\d+s\\w+|enx[0-9a-f]{12}|bond\\d+|team\\d+|wlan\\d+"
                    + "|em\\d+)(?:$|[-_.=+@ ])");

    private Device() {}

    /** Null where the name has none. */
    static String in(Path file) {
        Path name = file.getFileName();
        Matcher device = NAME.matcher(name == null ? "" : name.toString());
        return device.find() ? device.group(1) : null;
    }
}
