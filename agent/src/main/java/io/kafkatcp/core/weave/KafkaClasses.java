package io.kafkatcp.core.weave;

import io.kafkatcp.core.weave.advice.BatchDone;
import io.kafkatcp.core.weave.advice.BatchesExpired;
import io.kafkatcp.core.weave.advice.ClientCreated;
import io.kafkatcp.core.weave.advice.ClientPolls;
import io.kafkatcp.core.weave.advice.ConnectAttempt;
import io.kafkatcp.core.weave.advice.ConnectFinished;
import io.kafkatcp.core.weave.advice.ConnectionGone;
import io.kafkatcp.core.weave.advice.HandshakeFailed;
import io.kafkatcp.core.weave.advice.NoMemory;
import io.kafkatcp.core.weave.advice.NoMetadata;
import io.kafkatcp.core.weave.advice.ProducerCreated;
import io.kafkatcp.core.weave.advice.RequestSent;
import io.kafkatcp.core.weave.advice.ResponseRead;
import io.kafkatcp.core.weave.advice.SelectorCloses;
import io.kafkatcp.core.weave.advice.SelectorConnects;
import io.kafkatcp.core.weave.advice.SelectorEnds;
import io.kafkatcp.core.weave.advice.SelectorPolls;
import io.kafkatcp.core.weave.advice.SenderCreated;

/** Everything that is woven, on one screen: for each feature Kafka's classes, their methods, and the advice that goes into them. */
final class KafkaClasses {

    private KafkaClasses() {}

    static WovenClass[] all() {
        return new WovenClass[] {
            new ConnectingSelector(),
            records(KafkaNames.SELECTOR)
                    .advise("connect(String, InetSocketAddress, int, int)", Members.CONNECT, SelectorConnects.class)
                    .advise("close(String)", Members.CLOSE_ONE, SelectorCloses.class)
                    .advise("close()", Members.CLOSE_ALL, SelectorEnds.class)
                    .advise("poll(long)", Members.POLL, SelectorPolls.class),
            records(KafkaNames.PLAINTEXT).reading("socketChannel")
                    .advise("finishConnect()", Members.FINISH_CONNECT, ConnectFinished.class),
            records(KafkaNames.SSL).reading("socketChannel")
                    .advise("finishConnect()", Members.FINISH_CONNECT, ConnectFinished.class),
            records(KafkaNames.CHANNEL).reading("transportLayer")
                    .advise("prepare()", Members.PREPARE, HandshakeFailed.class)
                    .advise("setSend(...)", Members.SET_SEND, RequestSent.class, "size")
                    .advise("receive(NetworkReceive)", Members.RECEIVE, ResponseRead.class, "complete"),
            records(KafkaNames.CLIENT).reading("clientId", "selector", "connectionStates")
                    .advise("NetworkClient(...)", Members.CONSTRUCTOR, ClientCreated.class)
                    .advise("initiateConnect(Node, long)", Members.INITIATE_CONNECT, ConnectAttempt.class)
                    .advise("poll(long, long)", Members.CLIENT_POLL, ClientPolls.class),
            records(KafkaNames.STATES)
                    .advise("disconnected(String, long)", Members.DISCONNECTED, ConnectionGone.class),
            new AdvisedClass(Feature.EXPIRED_BATCHES, KafkaNames.ACCUMULATOR)
                    .advise("expiredBatches(long)", Members.EXPIRED_WAITING, BatchesExpired.class),
            new AdvisedClass(Feature.EXPIRED_BATCHES, KafkaNames.SENDER).reading("client", "metadata", "accumulator")
                    .advise("Sender(...)", Members.CONSTRUCTOR, SenderCreated.class)
                    .adviseIfThere(Members.EXPIRED_IN_FLIGHT, BatchesExpired.class),
            new AdvisedClass(Feature.LOST_RECORDS, KafkaNames.BATCH).formerly(KafkaNames.OLD_BATCH)
                    .advise("done(long, long, RuntimeException)", Members.DONE, BatchDone.class),
            new AdvisedClass(Feature.LOST_RECORDS, KafkaNames.PRODUCER).reading("sender")
                    .advise("waitOnMetadata(String ...)", Members.WAIT_ON_METADATA, NoMetadata.class),
            new AdvisedClass(Feature.LOST_RECORDS, KafkaNames.BUFFER_POOL)
                    .advise("allocate(int, long)", Members.ALLOCATE, NoMemory.class),
            new AdvisedClass(Feature.TIMEOUT_CHECK, KafkaNames.PRODUCER).reading("producerConfig")
                    .advise("KafkaProducer(...)", Members.CONSTRUCTOR, ProducerCreated.class)
        };
    }

    private static AdvisedClass records(String suffix) {
        return new AdvisedClass(Feature.CONNECTION_RECORDS, suffix);
    }
}
