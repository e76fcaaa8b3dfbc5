package io.kafkatcp.core.weave;

import io.kafkatcp.core.weave.classfile.ClassFiles;
import io.kafkatcp.core.weave.classfile.ClassShape;
import io.kafkatcp.core.weave.code.ArgumentBackup;
import io.kafkatcp.core.weave.code.ConnectCall;
import io.kafkatcp.core.weave.code.Insertion;
import io.kafkatcp.core.weave.code.WovenMethod;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Copies a class file and puts in what the features that are on want there: calls of static methods, by Byte Buddy's
 * visitors and stack manipulations.
 */
final class Weaving extends ClassVisitor {

    private final ClassFiles files;
    private final List<WovenClass> wanted;
    private final ClassShape shape;
    /** Of the methods that something may be put into; most have another. */
    private final Set<String> names = new HashSet<>();

    private Weaving(ClassVisitor next, ClassFiles files, List<WovenClass> wanted, ClassShape shape) {
        super(Opcodes.ASM9, next);
        this.files = files;
        this.wanted = wanted;
        this.shape = shape;
        for (WovenClass woven : wanted) {
            for (Insertion insertion : woven.insertions()) {
                names.addAll(insertion.member.names());
            }
        }
    }

    /** @throws NotWoven where the class as it arrived, perhaps from another agent, lacks a member that its file has */
    static byte[] of(ClassFiles files, List<WovenClass> wanted) throws NotWoven {
        ClassShape shape = files.arrived();
        for (WovenClass woven : wanted) {
            String missing = woven.missingMember(shape, files);
            if (missing != null) {
                throw new NotWoven(woven.feature(), "as it arrived it has no " + missing);
            }
        }
        ClassReader reader = shape.reader();
        // the frames are copied and not computed, for which ASM would have to load classes of Kafka's
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Weaving(writer, files, wanted, shape), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    @Override
    public MethodVisitor visitMethod(int access, String name, String descriptor, String signature, String[] thrown) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
        if (!ClassShape.isWeavable(access)) {
            return next;
        }
        boolean needsArguments = false;
        MethodVisitor code = next;
        for (WovenClass woven : wanted) {
            if (woven.connects() && shape.callsConnect(name + descriptor)) {
                code = new ConnectCall(code);
                needsArguments = true;
            }
        }
        List<Insertion> insertions = insertionsInto(name, descriptor);
        for (Insertion insertion : insertions) {
            needsArguments |= insertion.needsArgumentsLater();
        }
        if (!insertions.isEmpty()) {
            code = new WovenMethod(code, shape.name(), descriptor, files, insertions);
        }
        // any other method is copied as it is, without being read
        return needsArguments ? new ArgumentBackup(code, shape.name(), name, descriptor) : code;
    }

    private List<Insertion> insertionsInto(String name, String descriptor) {
        if (!names.contains(name)) {
            return Collections.emptyList();
        }
        List<Insertion> found = new ArrayList<>();
        for (WovenClass woven : wanted) {
            for (Insertion insertion : woven.insertions()) {
                if (insertion.fits(name, descriptor, shape, files)) {
                    found.add(insertion);
                }
            }
        }
        return found;
    }
}
