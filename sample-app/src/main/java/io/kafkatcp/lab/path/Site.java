package io.kafkatcp.lab.path;

import io.kafkatcp.lab.Host;
import io.kafkatcp.lab.Lab;

/**
 * A producer's host whose only way to the broker leads through a middlebox of its own, as in a subnet behind a NAT
 * gateway.
 */
public record Site(Host producer, Middlebox middlebox) {

    /**
     * Sites are numbered from 1 to 254; each has subnets of its own, so that any number of them reach one broker at
     * once.
     */
    public static Site behindMiddlebox(Lab lab, int number, Host broker, String brokerAddress) {
        Host producer = lab.host("producer" + number);
        Host between = lab.host("middlebox" + number);
        String near = "10.0." + number + ".";
        String far = "10.1." + number + ".";
        lab.link(producer, near + "1/30", between, near + "2/30");
        lab.link(between, far + "1/30", broker, far + "2/30");
        producer.route(brokerAddress + "/32", near + "2");
        between.route(brokerAddress + "/32", far + "2");
        broker.route(near + "0/30", far + "1");
        return new Site(producer, Middlebox.on(between));
    }
}
