package io.kafkatcp.core.options;

import io.kafkatcp.core.kafka.KafkaFields;
import io.kafkatcp.core.kafka.ProducerTimeouts;
import io.kafkatcp.core.runtime.AgentLog;
import io.kafkatcp.core.start.config.Duration;
import io.kafkatcp.core.start.config.EffectiveTimeouts;
import io.kafkatcp.core.start.config.LiveOptions;
import io.kafkatcp.core.start.config.Options;
import io.kafkatcp.core.thread.OnApplicationThread;

/**
 * Compares a new producer's own timeouts with the agent's, since one that is too short makes the other useless and
 * nothing else would ever say so.
 */
@OnApplicationThread
public final class ProducerCheck {

    private final LiveOptions liveOptions;
    private final KafkaFields fields;
    private final AgentLog agentLog;

    public ProducerCheck(LiveOptions liveOptions, KafkaFields fields, AgentLog agentLog) {
        this.liveOptions = liveOptions;
        this.fields = fields;
        this.agentLog = agentLog;
    }

    public void check(Object producer) {
        Options options = liveOptions.now();
        if (!options.enforces() || !options.clients().include("producer")) {
            return;
        }
        ClassLoader log = producer.getClass().getClassLoader();
        ProducerTimeouts timeouts;
        try {
            timeouts = ProducerTimeouts.of(producer, fields);
        } catch (ReflectiveOperationException e) {
            agentLog.warnOnce(
                    log,
                    "the check of a producer's timeouts is off for "
                            + producer.getClass().getName() + ": its configuration cannot be read (" + e + ")");
            return;
        }
        checkRequestTimeout(options, timeouts.requestTimeoutMs(), log);
        checkMaxIdle(options, timeouts.connectionsMaxIdleMs(), log);
    }

    private void checkRequestTimeout(Options options, long requestTimeoutMs, ClassLoader log) {
        String conflict = EffectiveTimeouts.of(options).conflictWith(requestTimeoutMs);
        if (conflict != null) {
            agentLog.warnOnce(log, "a producer's " + conflict);
        }
    }

    private void checkMaxIdle(Options options, long maxIdleMs, ClassLoader log) {
        long idleMs = options.keepaliveIdleSeconds() * 1_000L;
        if (options.keepalive() && maxIdleMs >= 0 && maxIdleMs < idleMs) {
            agentLog.warnOnce(
                    log,
                    "a producer's connections.max.idle.ms=" + maxIdleMs + " is below keepalive.idle="
                            + Duration.text(idleMs)
                            + ": Kafka closes idle connections before the first keepalive probe,"
                            + " so keepalive has no effect on them");
        }
    }
}
