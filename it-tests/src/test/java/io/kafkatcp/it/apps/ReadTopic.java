package io.kafkatcp.it.apps;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints the values of so many records of a topic, as they come, or of those that come within a minute:
 * {@code ReadTopic BOOTSTRAP TOPIC COUNT [DESERIALIZER]}.
 */
public final class ReadTopic {

    private ReadTopic() {}

    public static void main(String[] arguments) throws InterruptedException {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        properties.put("key.deserializer", StringDeserializer.class.getName());
        properties.put("value.deserializer", arguments.length > 3 ? arguments[3] : StringDeserializer.class.getName());
        int left = Integer.parseInt(arguments[2]);
        long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (KafkaConsumer<String, ?> consumer = new KafkaConsumer<>(properties)) {
            List<PartitionInfo> partitions = consumer.partitionsFor(arguments[1]);
            while (partitions.isEmpty() && System.nanoTime() < deadlineNs) {
                Thread.sleep(200);
                partitions = consumer.partitionsFor(arguments[1]);
            }
            consumer.assign(partitions.stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            while (left > 0 && System.nanoTime() < deadlineNs) {
                for (ConsumerRecord<String, ?> record : consumer.poll(Duration.ofMillis(500))) {
                    System.out.println(record.value());
                    left--;
                }
            }
        }
    }
}
