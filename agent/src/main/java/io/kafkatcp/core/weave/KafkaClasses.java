package io.kafkatcp.core.weave;

import static io.kafkatcp.core.weave.code.Operand.RETURNED;
import static io.kafkatcp.core.weave.code.Operand.THIS;
import static io.kafkatcp.core.weave.code.Operand.THROWN;
import static io.kafkatcp.core.weave.code.Operand.argument;
import static io.kafkatcp.core.weave.code.Operand.field;
import static io.kafkatcp.core.weave.code.Operand.ofArgument;

import io.kafkatcp.core.start.KafkaNames;
import io.kafkatcp.core.weave.code.Operand;

/**
 * Everything that is woven, on one screen: for each feature Kafka's classes, their methods, and which hook of the
 * bridge is called with what.
 */
final class KafkaClasses {

    private static final Operand CHANNEL = field("socketChannel", "Ljava/nio/channels/SocketChannel;");

    private KafkaClasses() {}

    static WovenClass[] all() {
        return new WovenClass[] {
            new WovenClass(Feature.SOCKET_OPTIONS, KafkaNames.SELECTOR).callingConnect(),
            records(KafkaNames.SELECTOR)
                    .enter(Members.CONNECT, "connectCalled", THIS, argument(0), argument(1))
                    .atEnd(Members.CONNECT, "connectReturned", THIS, argument(0), THROWN)
                    .enter(Members.CLOSE_ONE, "closing", THIS, argument(0))
                    .enter(Members.CLOSE_ALL, "selectorClosing", THIS)
                    // what a client's thread does between two of these keeps it from the network
                    .enter(Members.POLL, "polling", THIS, argument(0))
                    .atEnd(Members.POLL, "polled", THIS),
            records(KafkaNames.PLAINTEXT)
                    .reading("socketChannel")
                    .atEnd(Members.FINISH_CONNECT, "connectFinished", CHANNEL, THROWN),
            records(KafkaNames.SSL)
                    .reading("socketChannel")
                    .atEnd(Members.FINISH_CONNECT, "connectFinished", CHANNEL, THROWN),
            records(KafkaNames.CHANNEL)
                    .reading("transportLayer")
                    .onThrow(Members.PREPARE, "handshakeFailed", THIS, THROWN)
                    // every request and the bytes of every response pass these two, and nothing of a handshake
                    .enter(Members.SET_SEND, "sending", THIS, ofArgument("size", "J"))
                    .beforeReturn(Members.RECEIVE, "received", THIS, RETURNED, ofArgument("complete", "Z"))
                    .onThrow(Members.RECEIVE, "readFailed", THIS, THROWN)
                    // a reset that comes between Kafka's read and its write is met by the write alone
                    .onThrow(Members.WRITE, "readFailed", THIS, THROWN),
            records(KafkaNames.CLIENT)
                    .reading("clientId", "selector", "connectionStates")
                    .beforeReturn(Members.NEW_CLIENT, "clientCreated", THIS)
                    // the only place that knows the name of the broker
                    .enter(Members.INITIATE_CONNECT, "attempting", THIS, argument(0))
                    // the one moment at which a client's own thread can be asked to do something for the agent
                    .enter(Members.CLIENT_POLL, "clientPolling", THIS),
            records(KafkaNames.STATES).enter(Members.DISCONNECTED, "disconnected", THIS, argument(0)),
            new WovenClass(Feature.EXPIRED_BATCHES, KafkaNames.ACCUMULATOR)
                    .beforeReturn(Members.EXPIRED_WAITING, "batchesExpired", THIS, RETURNED),
            new WovenClass(Feature.EXPIRED_BATCHES, KafkaNames.SENDER)
                    .reading("client", "metadata", "accumulator")
                    .beforeReturn(Members.NEW_SENDER, "senderCreated", THIS)
                    .beforeReturnIfThere(Members.EXPIRED_IN_FLIGHT, "batchesExpired", THIS, RETURNED),
            new WovenClass(Feature.LOST_RECORDS, KafkaNames.BATCH)
                    .formerly(KafkaNames.OLD_BATCH)
                    .enter(Members.DONE, "batchFailed", THIS, argument(2)),
            new WovenClass(Feature.LOST_RECORDS, KafkaNames.PRODUCER)
                    .reading("sender")
                    .onThrow(Members.WAIT_ON_METADATA, "noMetadata", THIS, argument(0), THROWN)
                    // the same wait, and no record is lost: it stands for itself in place of a topic
                    .onThrow(Members.PARTITIONS_FOR, "noMetadata", THIS, THIS, THROWN),
            new WovenClass(Feature.LOST_RECORDS, KafkaNames.BUFFER_POOL)
                    .onThrow(Members.ALLOCATE, "noMemory", THIS, THROWN),
            new WovenClass(Feature.TIMEOUT_CHECK, KafkaNames.PRODUCER)
                    .reading("producerConfig")
                    .beforeReturn(Members.NEW_PRODUCER, "producerCreated", THIS)
        };
    }

    private static WovenClass records(String suffix) {
        return new WovenClass(Feature.CONNECTION_RECORDS, suffix);
    }
}
