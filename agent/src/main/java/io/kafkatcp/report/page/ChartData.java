package io.kafkatcp.report.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import io.kafkatcp.report.Analysis;
import io.kafkatcp.report.Formats;
import io.kafkatcp.report.Timeline;
import io.kafkatcp.report.firstsend.Kind;
import io.kafkatcp.report.firstsend.Point;
import io.kafkatcp.report.firstsend.Wall;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The charts' numbers as JSON inside the page, in which no text can end the element that it stands in. */
final class ChartData {

    private final Map<String, Integer> files = new LinkedHashMap<>();
    private final Map<String, Integer> hosts = new LinkedHashMap<>();
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    private ChartData() throws IOException {
        json = new JsonFactory().setCharacterEscapes(new Harmless()).createGenerator(text);
    }

    static String of(Analysis data) {
        try {
            return new ChartData().all(data);
        } catch (IOException e) {
            throw new IllegalStateException("a string takes everything", e);
        }
    }

    private String all(Analysis data) throws IOException {
        json.writeStartObject();
        walls(data);
        kinds();
        points(data);
        timeline(data.timeline);
        names("files", files);
        names("hosts", hosts);
        json.writeEndObject();
        json.close();
        return text.toString();
    }

    /** Each as from, to, what to write at it, and whether it ends by a reset. */
    private void walls(Analysis data) throws IOException {
        json.writeArrayFieldStart("walls");
        walls(data.sends.wall(), false);
        walls(data.sends.resetWall(), true);
        json.writeEndArray();
    }

    private void walls(Wall wall, boolean reset) throws IOException {
        String label = Formats.time(wall.survivedMs) + " to " + Formats.time(wall.blackholedMs);
        for (Wall one = wall.isPlaced() ? wall : null; one != null; one = one.sooner) {
            json.writeStartArray();
            json.writeNumber(one.survivedMs / 1_000.0);
            json.writeNumber(one.blackholedMs / 1_000.0);
            json.writeString(one != wall ? "" : reset ? "reset: " + label : label);
            json.writeBoolean(reset);
            json.writeEndArray();
        }
    }

    private void kinds() throws IOException {
        json.writeArrayFieldStart("kinds");
        for (Kind kind : Kind.values()) {
            json.writeString(kind.words);
        }
        json.writeEndArray();
    }

    /**
     * Flat, since there are thousands: kind, idle_ms, took_ms, stands for, file, line, host, probed, and the record or
     * null.
     */
    private void points(Analysis data) throws IOException {
        json.writeArrayFieldStart("points");
        for (Point point : data.sends.points.all()) {
            json.writeStartArray();
            json.writeNumber(point.kind.ordinal());
            json.writeNumber(point.idleMs);
            json.writeNumber(point.tookMs);
            json.writeNumber(point.standsFor());
            json.writeNumber(index(files, point.file));
            json.writeNumber(point.line);
            json.writeNumber(index(hosts, point.host));
            json.writeNumber(point.probed ? 1 : 0);
            if (point.json != null) {
                json.writeString(Formats.visible(point.json));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void timeline(Timeline timeline) throws IOException {
        json.writeNumberField("width", timeline.widthMs() / 1_000);
        json.writeArrayFieldStart("timeline");
        for (Map.Entry<Long, Timeline.Slot> entry : timeline.slots().entrySet()) {
            Timeline.Slot slot = entry.getValue();
            json.writeStartArray();
            for (long n : new long[] {
                entry.getKey() / 1_000,
                slot.blackholed,
                slot.otherStalls,
                slot.failedConnects,
                slot.expiredBatches,
                slot.lostRecords,
                slot.flowsInDoubt,
                slot.judgedStalls
            }) {
                json.writeNumber(n);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void names(String field, Map<String, Integer> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : names.keySet()) {
            json.writeString(Formats.visible(name));
        }
        json.writeEndArray();
    }

    private static int index(Map<String, Integer> names, String name) {
        return names.computeIfAbsent(name, n -> names.size());
    }

    /** An HTML parser looks for {@code </script} and {@code <!--} before any other looks at what stands between. */
    private static final class Harmless extends CharacterEscapes {

        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes['<'] = ESCAPE_STANDARD;
            codes['>'] = ESCAPE_STANDARD;
            codes['&'] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int ch) {
            return null;
        }
    }
}
