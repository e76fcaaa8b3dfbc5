package io.kafkatcp.core.sink.jmx;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** A few named numbers as an MBean. Dynamic, so that the application's server needs no class of ours to read it. */
public abstract class JmxBean implements DynamicMBean {

    private final String description;
    private final String[] attributes;

    JmxBean(String description, String... attributes) {
        this.description = description;
        this.attributes = attributes;
    }

    abstract long value(String attribute);

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        for (String known : attributes) {
            if (known.equals(attribute)) {
                return value(attribute);
            }
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
        MBeanAttributeInfo[] infos = new MBeanAttributeInfo[attributes.length];
        for (int i = 0; i < attributes.length; i++) {
            infos[i] = new MBeanAttributeInfo(attributes[i], "long", attributes[i], true, false, false);
        }
        return new MBeanInfo(getClass().getName(), description, infos, null, null, null);
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
