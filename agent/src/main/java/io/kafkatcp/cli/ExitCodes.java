package io.kafkatcp.cli;

/** What the verbs say to scripts; the usage text lists them. */
final class ExitCodes {

    static final int DONE = 0;
    /** A sentence on standard error says why, and what to do. */
    static final int NOT_POSSIBLE = 1;
    /** The command line itself, or an option in it, is wrong; nothing was done. */
    static final int USAGE = 2;

    /**
     * An error of ours, apart from the codes above; sysexits.h's EX_SOFTWARE, as where the command line cannot start.
     */
    static final int BROKEN = 70;
    /** Standard output, or the page, cannot be written; sysexits.h's EX_IOERR. */
    static final int OUTPUT = 74;

    private ExitCodes() {}
}
