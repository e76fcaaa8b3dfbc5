package io.kafkatcp.jvm.process;

import java.nio.file.attribute.FileTime;
import java.util.Map;

/** What a name stands for, a link for itself. */
public final class DirectoryEntry {

    private static final int OTHERS_MAY_WRITE = 022;
    private static final int STICKY = 01000;

    private final Map<String, Object> attributes;

    DirectoryEntry(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    public int uid() {
        return (Integer) attributes.get("uid");
    }

    int gid() {
        return (Integer) attributes.get("gid");
    }

    int mode() {
        return (Integer) attributes.get("mode");
    }

    public boolean isFile() {
        return (Boolean) attributes.get("isRegularFile");
    }

    /** A socket, among others. */
    public boolean isOther() {
        return (Boolean) attributes.get("isOther");
    }

    public long ageMs() {
        return System.currentTimeMillis() - ((FileTime) attributes.get("lastModifiedTime")).toMillis();
    }

    public long size() {
        return (Long) attributes.get("size");
    }

    /** Of the inode: equal if and only if it is the same file. */
    public Object key() {
        return attributes.get("fileKey");
    }

    public boolean othersMayWrite() {
        return (mode() & OTHERS_MAY_WRITE) != 0;
    }

    boolean isSticky() {
        return (mode() & STICKY) != 0;
    }
}
