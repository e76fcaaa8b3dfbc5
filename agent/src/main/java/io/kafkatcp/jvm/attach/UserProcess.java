package io.kafkatcp.jvm.attach;

import io.kafkatcp.jvm.Failure;
import io.kafkatcp.jvm.process.Target;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Properties;

/** The other end of {@link UserChannel}: what is done with the rights of the JVM's user, asked on standard input. */
public final class UserProcess {

    /** Instead of a verb. */
    public static final String ARGUMENT = "as-the-user-of";

    private static final int MOST_WORDS = 8;

    private UserProcess() {}

    /** @param jar our own; @param pid the JVM's, whose root directory is open as descriptor 3 */
    public static int run(File jar, String pid) throws IOException {
        DataInputStream requests = new DataInputStream(System.in);
        DataOutputStream answers = new DataOutputStream(System.out);
        AttachChannel channel = null;
        while (true) {
            try {
                String[] words = words(requests);
                if (channel == null) {
                    channel = Channels.asUser(new Target(pid), Paths.get("/proc/self/fd/3"), jar);
                }
                answer(answers, true, answer(channel, words));
            } catch (Failure e) {
                answer(answers, false, e.getMessage());
            } catch (EOFException end) {
                return 0;
            }
        }
    }

    private static String[] words(DataInputStream requests) throws IOException {
        int count = requests.readInt();
        if (count < 1 || count > MOST_WORDS) {
            throw new IOException("a request of " + count + " words");
        }
        String[] words = new String[count];
        for (int i = 0; i < count; i++) {
            words[i] = requests.readUTF();
        }
        return words;
    }

    private static String answer(AttachChannel channel, String[] words) throws Failure, IOException {
        switch (words[0]) {
            case "properties":
                Properties properties = channel.agentProperties();
                StringWriter text = new StringWriter();
                properties.store(text, null);
                return text.toString();
            case "load":
                channel.load(words[1], words[2]);
                return "";
            case "place":
                return channel.place(words[1]);
            default:
                throw new IOException(words[0]);
        }
    }

    private static void answer(OutputStream to, boolean done, String text) throws IOException {
        DataOutputStream out = (DataOutputStream) to;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeBoolean(done);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
    }
}
