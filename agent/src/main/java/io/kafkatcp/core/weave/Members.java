package io.kafkatcp.core.weave;

import io.kafkatcp.core.weave.classfile.Member;

/** The members of Kafka's classes that are woven, each by the one shape that it has had in every release since 0.10. */
final class Members {

    private static final String STRING = "Ljava/lang/String;";
    private static final String LIST = "Ljava/util/List;";

    static final Member CONNECT = Member.method("connect(String, InetSocketAddress, int, int)", "connect")
            .with(null, "Ljava/net/InetSocketAddress;", null, null);
    static final Member CLOSE_ONE = Member.method("close(String)", "close").with(STRING);
    static final Member CLOSE_ALL = Member.method("close()", "close").with();
    static final Member POLL = Member.method("poll(long)", "poll").with("J");
    static final Member FINISH_CONNECT =
            Member.method("finishConnect()", "finishConnect").with();
    static final Member PREPARE = Member.method("prepare()", "prepare").with();
    static final Member SET_SEND = Member.method("setSend(...)", "setSend").with((String) null);
    static final Member RECEIVE = Member.method("receive(NetworkReceive)", "receive")
            .with((String) null)
            .returning("J");
    /** Returned what it had written up to 2.5, and how much since. */
    static final Member WRITE = Member.method("write()", "write").with();

    static final Member NEW_CLIENT = Member.constructor("NetworkClient(...)");
    static final Member INITIATE_CONNECT =
            Member.method("initiateConnect(Node, long)", "initiateConnect").with(null, "J");
    static final Member CLIENT_POLL = Member.method("poll(long, long)", "poll").with("J", "J");
    static final Member DISCONNECTED =
            Member.method("disconnected(String, long)", "disconnected").with(STRING, "J");
    /** The first name up to 0.10.2. */
    static final Member EXPIRED_WAITING = Member.method("expiredBatches(long)", "abortExpiredBatches", "expiredBatches")
            .returning(LIST);
    /** From 2.1.0 on (KIP-91); before, batches in flight did not expire. */
    static final Member EXPIRED_IN_FLIGHT = Member.method(
                    "getExpiredInflightBatches(long)", "getExpiredInflightBatches")
            .returning(LIST);

    static final Member NEW_SENDER = Member.constructor("Sender(...)");
    static final Member NEW_PRODUCER = Member.constructor("KafkaProducer(...)");
    static final Member DONE =
            Member.method("done(long, long, RuntimeException)", "done").with(2, "Ljava/lang/RuntimeException;");
    static final Member WAIT_ON_METADATA =
            Member.method("waitOnMetadata(String ...)", "waitOnMetadata").with(0, STRING);
    static final Member PARTITIONS_FOR =
            Member.method("partitionsFor(String)", "partitionsFor").with(STRING);
    static final Member ALLOCATE =
            Member.method("allocate(int, long)", "allocate").with("I", "J");

    private Members() {}
}
