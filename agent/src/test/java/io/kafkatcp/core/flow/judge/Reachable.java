package io.kafkatcp.core.flow.judge;

/** A peer that answers each connect at once, and its FIN. */
final class Reachable implements Verifier {

    @Override
    public Verification connect(Flow flow) {
        return new Answered();
    }

    @Override
    public Verification connect(IdleFlow idleFlow) {
        return new Answered();
    }

    private static final class Answered implements Verification {

        private State state = State.OPEN;

        @Override
        public State look() {
            return state;
        }

        @Override
        public void end() {
            state = State.ENDED;
        }

        @Override
        public void close() {}

        @Override
        public int localPort() {
            return 40_000;
        }

        @Override
        public String error() {
            return null;
        }
    }
}
