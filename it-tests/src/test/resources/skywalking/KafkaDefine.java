package skywalking;

import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.any;
import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.isBridge;
import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.isStatic;
import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.nameContains;
import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.not;

import org.apache.skywalking.apm.agent.core.plugin.interceptor.ConstructorInterceptPoint;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.InstanceMethodsInterceptPoint;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.ClassInstanceMethodsEnhancePluginDefine;
import org.apache.skywalking.apm.agent.core.plugin.match.ClassMatch;
import org.apache.skywalking.apm.agent.core.plugin.match.MultiClassNameMatch;
import org.apache.skywalking.apm.dependencies.net.bytebuddy.description.method.MethodDescription;
import org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatcher;

/**
 * More than SkyWalking's own plugin for Kafka does, which is on no registry: each constructor and method of five of
 * Kafka's classes gets SkyWalking's interceptors, its field and its interface.
 */
public class KafkaDefine extends ClassInstanceMethodsEnhancePluginDefine {

    private static final String INTERCEPTOR = "skywalking.Interceptor";

    @Override
    protected ClassMatch enhanceClass() {
        String kafka = "org.apache.kafka.";
        return MultiClassNameMatch.byMultiClassMatch(
                kafka + "clients.producer.KafkaProducer",
                kafka + "clients.producer.internals.Sender",
                kafka + "clients.NetworkClient",
                kafka + "common.network.Selector",
                kafka + "common.network.KafkaChannel");
    }

    @Override
    public ConstructorInterceptPoint[] getConstructorsInterceptPoints() {
        return new ConstructorInterceptPoint[] {
            new ConstructorInterceptPoint() {
                @Override
                public ElementMatcher<MethodDescription> getConstructorMatcher() {
                    return any();
                }

                @Override
                public String getConstructorInterceptor() {
                    return INTERCEPTOR;
                }
            }
        };
    }

    @Override
    public InstanceMethodsInterceptPoint[] getInstanceMethodsInterceptPoints() {
        return new InstanceMethodsInterceptPoint[] {
            new InstanceMethodsInterceptPoint() {
                @Override
                public ElementMatcher<MethodDescription> getMethodsMatcher() {
                    return not(isStatic()).and(not(isBridge())).and(not(nameContains("SkyWalking")));
                }

                @Override
                public String getMethodsInterceptor() {
                    return INTERCEPTOR;
                }

                @Override
                public boolean isOverrideArgs() {
                    return false;
                }
            }
        };
    }
}
