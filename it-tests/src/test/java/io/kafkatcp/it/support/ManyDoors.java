package io.kafkatcp.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkatcp.lab.broker.BrokerConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** One broker with a door for each way to be turned away, since a broker takes seconds to start. */
public final class ManyDoors {

    public static final String NOBODYS_NAME = "no-such-host.invalid";
    public static final int PLAINTEXT = 9092;
    public static final int TLS = 9094;
    public static final int SASL = 9095;
    public static final int SCRAM = 9097;
    public static final int MUTUAL_TLS = 9098;
    private static final int NAMELESS = 9096;
    private static final String SCRAM_MECHANISM = "SCRAM-SHA-512";
    private static final String SCRAM_LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final String PLAIN_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";
    private static final String STORE_PASSWORD = "storepass";

    private final String address;
    private final Path keyStore;

    /** @param directory gets the broker's key and certificate, which nobody has signed */
    public ManyDoors(String address, Path directory) throws IOException, InterruptedException {
        this.address = address;
        this.keyStore = directory.resolve("broker.p12");
        makeKey();
    }

    public BrokerConfig config() {
        String controller = address + ":" + (PLAINTEXT + 1);
        String doors = "PLAINTEXT://" + plaintext() + ",SSL://" + tls() + ",SASL_PLAINTEXT://" + sasl() + ",SASL_SSL://"
                + scram() + ",MUTUAL://" + mutualTls();
        return BrokerConfig.at(address, PLAINTEXT)
                .with("listeners", doors + ",NAMELESS://" + nameless() + ",CONTROLLER://" + controller)
                .with("advertised.listeners", doors + ",NAMELESS://" + NOBODYS_NAME + ":" + NAMELESS)
                .with(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL,"
                                + "MUTUAL:SSL,NAMELESS:PLAINTEXT,CONTROLLER:PLAINTEXT")
                .with("inter.broker.listener.name", "PLAINTEXT")
                .with("ssl.keystore.type", "PKCS12")
                .with("ssl.keystore.location", keyStore.toString())
                .with("ssl.keystore.password", STORE_PASSWORD)
                .with("listener.name.mutual.ssl.client.auth", "required")
                .with("listener.name.mutual.ssl.truststore.type", "PKCS12")
                .with("listener.name.mutual.ssl.truststore.location", keyStore.toString())
                .with("listener.name.mutual.ssl.truststore.password", STORE_PASSWORD)
                .with("listener.name.sasl_plaintext.sasl.enabled.mechanisms", "PLAIN")
                .with("listener.name.sasl_plaintext.plain.sasl.jaas.config", PLAIN_LOGIN + " user_someone=\"right\";")
                .with("listener.name.sasl_ssl.sasl.enabled.mechanisms", SCRAM_MECHANISM)
                .with("listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config", SCRAM_LOGIN + ";")
                .scramUser(SCRAM_MECHANISM, "someone", "right");
    }

    public String plaintext() {
        return address + ":" + PLAINTEXT;
    }

    public String tls() {
        return address + ":" + TLS;
    }

    public String sasl() {
        return address + ":" + SASL;
    }

    /** SASL_SSL. */
    public String scram() {
        return address + ":" + SCRAM;
    }

    /** Asks for the client's certificate, and takes no other than the broker's own. */
    public String mutualTls() {
        return address + ":" + MUTUAL_TLS;
    }

    /** Answers, and says that the broker is to be found under a name that does not resolve. */
    public String nameless() {
        return address + ":" + NAMELESS;
    }

    /** Properties of a client that trusts the broker's certificate. */
    public String[] trusting() {
        return new String[] {
            "security.protocol=SSL",
            "ssl.truststore.type=PKCS12",
            "ssl.truststore.location=" + keyStore,
            "ssl.truststore.password=" + STORE_PASSWORD
        };
    }

    /** Properties of a client that shows the broker's certificate as its own as well, the only one there is. */
    public String[] showingCertificate() {
        return and(
                trusting(),
                "ssl.keystore.type=PKCS12",
                "ssl.keystore.location=" + keyStore,
                "ssl.keystore.password=" + STORE_PASSWORD);
    }

    /** Properties of a client that logs in; "right" is the right password. */
    public static String[] loggingIn(String password) {
        return new String[] {"security.protocol=SASL_PLAINTEXT", "sasl.mechanism=PLAIN", login(PLAIN_LOGIN, password)};
    }

    /** The same over TLS, without the password ever being on the wire. */
    public String[] loggingInByScram(String password) {
        return and(
                trusting(),
                "security.protocol=SASL_SSL",
                "sasl.mechanism=" + SCRAM_MECHANISM,
                login(SCRAM_LOGIN, password));
    }

    private static String login(String module, String password) {
        return "sasl.jaas.config=" + module + " username=\"someone\" password=\"" + password + "\";";
    }

    /** A later property overrides an earlier one of its name. */
    public static String[] and(String[] properties, String... more) {
        return Stream.concat(Stream.of(properties), Stream.of(more)).toArray(String[]::new);
    }

    private void makeKey() throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(
                        Jdks.running().resolve("bin/keytool").toString(),
                        "-genkeypair",
                        "-keystore",
                        keyStore.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD,
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "SAN=ip:" + address)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
    }
}
