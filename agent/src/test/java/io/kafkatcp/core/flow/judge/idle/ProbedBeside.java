package io.kafkatcp.core.flow.judge.idle;

/** One whose probes are answered from when a test says so. */
class ProbedBeside extends IdleBeside {

    long restedMs = 8_000;
    boolean answers;
    boolean rests;
    int unanswered;

    @Override
    public long restedMs() {
        return restedMs;
    }

    @Override
    public void askAgain() {
        unanswered = answers ? 0 : unanswered + 1;
    }

    @Override
    public boolean isAsked() {
        return !rests;
    }

    @Override
    public int unanswered() {
        return unanswered;
    }

    @Override
    public void rest() {
        rests = true;
    }
}
