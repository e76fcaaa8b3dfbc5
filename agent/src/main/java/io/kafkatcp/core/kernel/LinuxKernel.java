package io.kafkatcp.core.kernel;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/**
 * setsockopt and getsockopt for any option, through the natives that the JDK's own {@code sun.nio.ch.Net} is made of:
 * the only way to TCP_USER_TIMEOUT without a native library. The same members from JDK 8 to 27; looked up once.
 */
final class LinuxKernel implements Kernel {

    private static final String PACKAGE = "sun.nio.ch";
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;

    private final Field descriptor;
    /** A channel's descriptor is closed under this monitor alone; null where this JDK has no such field. */
    private final Field stateLock;

    private final Method set;
    private final Method get;
    private final Method local;
    /** Early updates of JDK 8 have no last parameter {@code isIPv6}. */
    private final boolean setTakesFamily;

    /** @throws ReflectiveOperationException naming the member that this JDK does not have or give */
    LinuxKernel(Instrumentation instrumentation) throws ReflectiveOperationException {
        Class<?> net = Class.forName(PACKAGE + ".Net");
        Modules.open(instrumentation, net, LinuxKernel.class);
        descriptor = Class.forName(PACKAGE + ".SocketChannelImpl").getDeclaredField("fd");
        stateLock = lockField();
        get = net.getDeclaredMethod("getIntOption0", FileDescriptor.class, boolean.class, int.class, int.class);
        local = net.getDeclaredMethod("localAddress", FileDescriptor.class);
        set = findSet(net);
        setTakesFamily = set.getParameterTypes().length == 6;
        descriptor.setAccessible(true);
        get.setAccessible(true);
        local.setAccessible(true);
        set.setAccessible(true);
    }

    private static Field lockField() throws ClassNotFoundException {
        try {
            Field field = Class.forName(PACKAGE + ".SocketChannelImpl").getDeclaredField("stateLock");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            return null;
        }
    }

    private static Method findSet(Class<?> net) throws NoSuchMethodException {
        try {
            return net.getDeclaredMethod(
                    "setIntOption0",
                    FileDescriptor.class,
                    boolean.class,
                    int.class,
                    int.class,
                    int.class,
                    boolean.class);
        } catch (NoSuchMethodException e) {
            return net.getDeclaredMethod(
                    "setIntOption0", FileDescriptor.class, boolean.class, int.class, int.class, int.class);
        }
    }

    @Override
    public boolean has(SocketOption option) {
        return true;
    }

    @Override
    public void set(SocketChannel channel, SocketOption option, int value) throws IOException {
        if (setTakesFamily) {
            ask(channel, set, false, option.level, option.number, value, false);
        } else {
            ask(channel, set, false, option.level, option.number, value);
        }
    }

    @Override
    public boolean setsFromAnyThread() {
        return stateLock != null;
    }

    @Override
    public int get(SocketChannel channel, SocketOption option) throws IOException {
        return (Integer) ask(channel, get, false, option.level, option.number);
    }

    @Override
    public TcpInfo tcpInfo(SocketChannel channel) {
        try {
            return new TcpInfo((Integer) ask(channel, get, false, IPPROTO_TCP, TCP_INFO), ByteOrder.nativeOrder());
        } catch (IOException closed) {
            return null;
        }
    }

    @Override
    public InetSocketAddress localAddress(SocketChannel channel) {
        try {
            return (InetSocketAddress) ask(channel, local);
        } catch (IOException closed) {
            return null;
        }
    }

    /** @param arguments those after the descriptor; @throws ClosedChannelException where it is closed */
    private Object ask(SocketChannel channel, Method method, Object... arguments) throws IOException {
        Object[] all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = descriptorOf(channel);
        synchronized (lockOf(channel)) {
            // closed meanwhile, its number may by now be another socket's
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
            return call(method, all);
        }
    }

    private Object lockOf(SocketChannel channel) throws IOException {
        try {
            return stateLock == null ? channel : stateLock.get(channel);
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    private Object descriptorOf(SocketChannel channel) throws IOException {
        if (!descriptor.getDeclaringClass().isInstance(channel)) {
            throw new IOException("the channel is a " + channel.getClass().getName() + " and not the JDK's own");
        }
        try {
            return descriptor.get(channel);
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }

    private static Object call(Method method, Object... arguments) throws IOException {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException) {
                throw (IOException) e.getCause();
            }
            throw new IOException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IOException(e);
        }
    }
}
