package io.kafkatcp.it.apps;

import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;

/** Makes one admin client and lets it connect: {@code OneAdmin BOOTSTRAP}. */
public final class OneAdmin {

    private OneAdmin() {}

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", arguments[0]);
        Admin admin = Admin.create(properties);
        admin.listTopics();
        Thread.sleep(1_000);
        System.out.println("done");
        // close() waits for the answer that never comes
        Runtime.getRuntime().halt(0);
    }
}
