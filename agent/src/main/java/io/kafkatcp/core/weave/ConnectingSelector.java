package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.not;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Kafka's {@code common.network.Selector}, which opens the sockets of every client and none that a broker accepts. In all releases from
 * 0.8.2 to 4.4 it calls {@code SocketChannel.connect} in one place, which is not the same method in all.
 */
final class ConnectingSelector implements WovenClass {

    @Override
    public Feature feature() {
        return Feature.SOCKET_OPTIONS;
    }

    @Override
    public String suffix() {
        return KafkaNames.SELECTOR;
    }

    @Override
    public String missingMember(TypeDescription type, byte[] classFile) {
        if (type.getDeclaredMethods().filter(Members.CONNECT).isEmpty()) {
            return "method Selector.connect(String, InetSocketAddress, int, int)";
        }
        return ConnectCall.isIn(classFile) ? null : "call of SocketChannel.connect(SocketAddress) in Selector";
    }

    @Override
    public AsmVisitorWrapper weaving() {
        return new AsmVisitorWrapper.ForDeclaredMethods().method(not(isStatic()), new ConnectCall());
    }
}
