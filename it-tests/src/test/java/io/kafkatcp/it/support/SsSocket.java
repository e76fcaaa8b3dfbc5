package io.kafkatcp.it.support;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One socket as {@code ss -tinoeH} shows it, on two lines: the other way to the same facts of the kernel. */
public record SsSocket(
        String state,
        String local,
        String peer,
        String timer,
        double timerSeconds,
        int timerCount,
        long lastSentMs,
        long lastReceivedMs) {

    private static final Pattern HEAD = Pattern.compile("^(\\S+)\\s+\\d+\\s+\\d+\\s+(\\S+)\\s+(\\S+)\\s.*");
    private static final Pattern TIMER =
            Pattern.compile("timer:\\((\\w+),(?:(\\d+)min)?(?:(\\d+)(?:sec|\\.(?=\\d+ms)))?(?:(\\d+)ms)?,(\\d+)\\)");

    public static List<SsSocket> parse(String text) {
        List<SsSocket> sockets = new ArrayList<>();
        String[] lines = text.lines().filter(line -> !line.isBlank()).toArray(String[]::new);
        for (int i = 0; i + 1 < lines.length; i += 2) {
            sockets.add(one(lines[i], lines[i + 1]));
        }
        return sockets;
    }

    private static SsSocket one(String head, String info) {
        Matcher first = HEAD.matcher(head);
        if (!first.matches()) {
            throw new AssertionError("ss writes " + head);
        }
        Matcher timer = TIMER.matcher(head);
        boolean runs = timer.find();
        return new SsSocket(
                first.group(1),
                address(first.group(2)),
                address(first.group(3)),
                runs ? timer.group(1) : "none",
                runs ? number(timer.group(2)) * 60 + number(timer.group(3)) + number(timer.group(4)) / 1_000 : 0,
                runs ? Integer.parseInt(timer.group(5)) : 0,
                field(info, "lastsnd"),
                field(info, "lastrcv"));
    }

    /** An IPv4 address of a socket of both kinds. */
    private static String address(String text) {
        return text.replace("[::ffff:", "").replace("]", "");
    }

    private static double number(String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static long field(String info, String name) {
        Matcher matcher = Pattern.compile("\\b" + name + ":(\\d+)").matcher(info);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
