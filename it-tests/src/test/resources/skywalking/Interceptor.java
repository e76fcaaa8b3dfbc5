package skywalking;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.EnhancedInstance;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.InstanceConstructorInterceptor;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.InstanceMethodsAroundInterceptor;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.MethodInterceptResult;

/** Says once of each class that it is called, and does nothing else. */
public class Interceptor implements InstanceMethodsAroundInterceptor, InstanceConstructorInterceptor {

    private static final Set<String> CALLED = ConcurrentHashMap.newKeySet();

    @Override
    public void onConstruct(EnhancedInstance made, Object[] arguments) {
        made.setSkyWalkingDynamicField("seen");
    }

    @Override
    public void beforeMethod(
            EnhancedInstance on, Method method, Object[] arguments, Class<?>[] types, MethodInterceptResult result) {
        String name = on.getClass().getSimpleName();
        if ("seen".equals(on.getSkyWalkingDynamicField()) && CALLED.add(name)) {
            System.err.println("SkyWalking intercepts " + name);
        }
    }

    @Override
    public Object afterMethod(
            EnhancedInstance on, Method method, Object[] arguments, Class<?>[] types, Object returned) {
        return returned;
    }

    @Override
    public void handleMethodException(
            EnhancedInstance on, Method method, Object[] arguments, Class<?>[] types, Throwable thrown) {}
}
