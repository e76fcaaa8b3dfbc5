package io.kafkatcp.core.weave;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Copies a class file and puts in what the features that are on want there. By ASM alone, because all that goes in is
 * calls of static methods: with a library above it 700 classes more were loaded, and the first producer of a JVM came a
 * third of a second later.
 */
final class Weaving extends ClassVisitor {

    private final ClassFiles files;
    private final List<WovenClass> wanted;
    private final ClassShape shape;
    private String className;

    private Weaving(ClassVisitor next, ClassFiles files, List<WovenClass> wanted, ClassShape shape) {
        super(Opcodes.ASM9, next);
        this.shape = shape;
        this.files = files;
        this.wanted = wanted;
    }

    static byte[] of(byte[] classFile, ClassFiles files, List<WovenClass> wanted) throws IOException {
        ClassReader reader = new ClassReader(classFile);
        // the frames are copied and not computed, for which ASM would have to load classes of Kafka's
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Weaving(writer, files, wanted, connecting(reader, files, wanted)), 0);
        return writer.toByteArray();
    }

    /** Of the one class that connects; of the others nothing more is to be known, and they are not read again. */
    private static ClassShape connecting(ClassReader reader, ClassFiles files, List<WovenClass> wanted)
            throws IOException {
        for (WovenClass woven : wanted) {
            if (woven.connects()) {
                return files.shape(reader.getClassName());
            }
        }
        return null;
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        className = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        if ((access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_BRIDGE)) != 0) {
            return next;
        }
        for (WovenClass woven : wanted) {
            // any other method is copied as it is, without being read
            next = woven.connects() && shape.callsConnect(name + descriptor) ? new ConnectCall(next) : next;
        }
        List<Insertion> insertions = insertionsInto(name, descriptor);
        return insertions.isEmpty()
                ? next
                : new WovenMethod(next, className, descriptor, callsInterface(insertions, descriptor), insertions);
    }

    private List<Insertion> insertionsInto(String name, String descriptor) {
        List<Insertion> found = new ArrayList<>();
        for (WovenClass woven : wanted) {
            for (Insertion insertion : woven.insertions()) {
                if (insertion.member.matches(name, descriptor)) {
                    found.add(insertion);
                }
            }
        }
        return found;
    }

    private boolean callsInterface(List<Insertion> insertions, String descriptor) {
        for (Insertion insertion : insertions) {
            if (insertion.calledOfArgument() != null) {
                ClassShape argument = files.firstArgument(descriptor);
                return argument != null && argument.isInterface();
            }
        }
        return false;
    }
}
