package io.kafkatcp.it.apps;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Producers that do what is typed, one command a line: {@code SteeredProducers BOOTSTRAP COUNT [name=value]...}. They
 * are p0, p1 and so on; each sends one record, then "ready" is printed. The answer to a command ends with "end".
 */
public final class SteeredProducers {

    private static final String TOPIC = "steered";

    private final List<KafkaProducer<String, String>> producers = new ArrayList<>();

    private SteeredProducers() {}

    public static void main(String[] arguments) throws Exception {
        SteeredProducers all = new SteeredProducers();
        String[] properties = Arrays.copyOfRange(arguments, 1, arguments.length);
        for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
            properties[0] = "client.id=p" + i;
            String[] one = new String[properties.length + 1];
            one[0] = arguments[0];
            System.arraycopy(properties, 0, one, 1, properties.length);
            all.producers.add(NewProducer.from(one));
        }
        for (KafkaProducer<String, String> producer : all.producers) {
            producer.send(new ProducerRecord<>(TOPIC, 0, null, "first")).get();
        }
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            all.obey(line.split(" "));
            System.out.println("end");
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String[] command) throws Exception {
        switch (command[0]) {
            case "send" -> send(producer(command));
            case "busy" -> daemon(() -> busy(producer(command)));
            case "hang" -> hang(producer(command));
            case "options" -> printOptions();
            case "agent" -> System.out.println(answer(String.join(" ", command).substring("agent ".length())));
            case "status" -> AgentByBridge.status().forEach(System.out::println);
            case "detach-when" -> detachWhen(command);
            case "interrupt" -> agentThreads().forEach(Thread::interrupt);
            case "threads" -> agentThreads().forEach(SteeredProducers::print);
            case "log" -> AgentLogger.to(command);
            case "fill-stderr" -> daemon(AgentLogger::fillStandardError);
            case "fault" -> new FaultyHooks().inject(command[1], Integer.parseInt(command[2]));
            default -> throw new IllegalArgumentException(command[0]);
        }
    }

    private KafkaProducer<String, String> producer(String[] command) {
        return producers.get(Integer.parseInt(command[1]));
    }

    private static void send(KafkaProducer<String, String> producer) {
        producer.send(new ProducerRecord<>(TOPIC, 0, null, "x"), (metadata, error) -> {
            if (error != null) {
                System.out.println("failed " + error);
            }
        });
    }

    private static void busy(KafkaProducer<String, String> producer) {
        while (true) {
            send(producer);
            sleep(10);
        }
    }

    /** Its network thread does not come back from a callback, so that it polls no more. */
    private static void hang(KafkaProducer<String, String> producer) throws InterruptedException {
        CountDownLatch inCallback = new CountDownLatch(1);
        producer.send(new ProducerRecord<>(TOPIC, 0, null, "x"), (metadata, error) -> {
            inCallback.countDown();
            sleep(120_000);
        });
        inCallback.await();
    }

    /** Waits until each of the states is there, and detaches at once; then prints what there was and what is. */
    private void detachWhen(String[] command) throws Exception {
        List<String> rows;
        long deadlineNs = System.nanoTime() + 20_000_000_000L;
        do {
            sleep(5);
            rows = AgentByBridge.status();
        } while (!AgentByBridge.trusts(rows).containsAll(List.of(command[1].split(",")))
                && System.nanoTime() < deadlineNs);
        long sinceNs = System.nanoTime();
        String answer = answer(command.length > 2 ? "detach restore" : "detach");
        long tookMs = (System.nanoTime() - sinceNs) / 1_000_000;
        rows.forEach(row -> System.out.println("before " + row));
        System.out.println(answer + " took_ms=" + tookMs);
        printOptions();
    }

    private static String answer(String request) throws ReflectiveOperationException {
        return "answer " + AgentByBridge.ask(request).replace('\n', ' ');
    }

    private void printOptions() throws Exception {
        for (int i = 0; i < producers.size(); i++) {
            for (String socket : KernelOptions.of(producers.get(i))) {
                System.out.println("options p" + i + " " + socket);
            }
        }
    }

    private static List<Thread> agentThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-tcp-agent"))
                .toList();
    }

    private static void print(Thread thread) {
        System.out.println("thread " + thread.getName() + " " + Arrays.toString(thread.getStackTrace()));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
