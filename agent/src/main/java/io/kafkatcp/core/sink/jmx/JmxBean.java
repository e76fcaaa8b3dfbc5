package io.kafkatcp.core.sink.jmx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** A few named numbers as an MBean. Dynamic, so that the application's server needs no class of ours to read it. */
public abstract class JmxBean implements DynamicMBean {

    private final String description;
    /** What each number counts, and in what unit, by its name. */
    private final Map<String, String> attributes = new LinkedHashMap<>();

    /** @param attributes each a name, and then what a console shows beside it */
    JmxBean(String description, String... attributes) {
        this.description = description;
        for (int i = 0; i < attributes.length; i += 2) {
            this.attributes.put(attributes[i], attributes[i + 1]);
        }
    }

    abstract long value(String attribute);

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        if (attributes.containsKey(attribute)) {
            return value(attribute);
        }
        throw new AttributeNotFoundException(attribute);
    }

    @Override
    public AttributeList getAttributes(String[] wanted) {
        AttributeList found = new AttributeList();
        for (String attribute : wanted) {
            try {
                found.add(new Attribute(attribute, getAttribute(attribute)));
            } catch (AttributeNotFoundException e) {
                // left out, as JMX has it
                continue;
            }
        }
        return found;
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        List<MBeanAttributeInfo> infos = new ArrayList<>();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            infos.add(new MBeanAttributeInfo(attribute.getKey(), "long", attribute.getValue(), true, false, false));
        }
        return new MBeanInfo(
                getClass().getName(), description, infos.toArray(new MBeanAttributeInfo[0]), null, null, null);
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " cannot be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList list) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String operation, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(operation);
    }
}
