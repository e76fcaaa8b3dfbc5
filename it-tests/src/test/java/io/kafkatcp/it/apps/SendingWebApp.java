package io.kafkatcp.it.apps;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A web application's own code, with the Kafka of its WEB-INF/lib: sends a record when it is deployed, closes its
 * producer when it goes.
 */
public final class SendingWebApp implements ServletContextListener {

    private KafkaProducer<String, String> producer;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", event.getServletContext().getInitParameter("bootstrap.servers"));
        properties.put("client.id", event.getServletContext().getContextPath().substring(1));
        properties.put("key.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        properties.put("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        producer = new KafkaProducer<>(properties);
        try {
            RecordMetadata metadata =
                    producer.send(new ProducerRecord<>("web", "x")).get();
            if (!metadata.topic().equals("web")
                    || KafkaProducer.class.getClassLoader() != getClass().getClassLoader()) {
                throw new IllegalStateException(metadata + " by " + KafkaProducer.class.getClassLoader());
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        producer.close();
    }
}
