package io.kafkatcp.it.apps;

/** Another agent, which stands before ours on the command line and uses Kafka itself. */
public final class EarlyAgent {

    private EarlyAgent() {}

    public static void premain(String arguments) throws Exception {
        Class.forName("org.apache.kafka.common.network.Selector");
        Class.forName("org.apache.kafka.clients.producer.KafkaProducer");
        System.out.println("loaded early");
    }
}
