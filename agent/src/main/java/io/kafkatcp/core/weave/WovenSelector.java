package io.kafkatcp.core.weave;

import static net.bytebuddy.matcher.ElementMatchers.isStatic;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Kafka's {@code common.network.Selector}, which opens the sockets of every client and none that a broker accepts. In all releases from
 * 0.8.2 to 4.4 it calls {@code SocketChannel.connect} in one place, which is not the same method in all.
 */
final class WovenSelector implements WovenClass {

    @Override
    public String feature() {
        return "socket options";
    }

    @Override
    public String missingMember(TypeDescription type, byte[] classFile) {
        if (type.getDeclaredMethods()
                .filter(named("connect").and(takesArguments(4)).and(takesArgument(1, named("java.net.InetSocketAddress"))))
                .isEmpty()) {
            return "method connect(String, InetSocketAddress, int, int)";
        }
        return ConnectCall.isIn(classFile) ? null : "call of SocketChannel.connect(SocketAddress) in its Selector";
    }

    @Override
    public AsmVisitorWrapper weaving(TypeDescription type) {
        return new AsmVisitorWrapper.ForDeclaredMethods().method(not(isStatic()), new ConnectCall());
    }
}
