package dev.flakydetector.agent;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes a class of a test tool pass its tests through {@link SeededOrder}, whose methods it gets a copy of. */
final class Weaver extends ClassVisitor {

    private static final String TEMPLATE = Type.getInternalName(SeededOrder.class);
    private static final String PREFIX = "flaky$";

    private final ShufflePoint point;
    private final long seed;
    private String owner = "";
    private int version;

    private Weaver(ClassVisitor next, ShufflePoint point, long seed) {
        super(Opcodes.ASM9, next);
        this.point = point;
        this.seed = seed;
    }

    static byte[] weave(byte[] bytes, ShufflePoint point, long seed) {
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Weaver(writer, point, seed), 0);
        return writer.toByteArray();
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String parent,
            String @Nullable [] interfaces) {
        owner = name;
        this.version = version;
        super.visit(version, access, name, signature, parent, interfaces);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (!point.isIn(name, descriptor)) {
            return method;
        }
        return WovenMethod.of(point, method, new WovenMethod.Site(owner, PREFIX, seed));
    }

    @Override
    public void visitEnd() {
        try (InputStream template = SeededOrder.class.getResourceAsStream("SeededOrder.class")) {
            if (template == null) {
                throw new FileNotFoundException("SeededOrder.class");
            }
            // Classes of Java 5, as JUnit's are, have no stack maps.
            int frames = (version & 0xFFFF) < Opcodes.V1_6 ? ClassReader.SKIP_FRAMES : 0;
            new ClassReader(template).accept(new Copy(), ClassReader.SKIP_DEBUG | frames);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.visitEnd();
    }

    /** Puts the template's static methods into the class, under names that nobody else uses. */
    private final class Copy extends ClassVisitor {

        Copy() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if ((access & Opcodes.ACC_STATIC) == 0) {
                return null;
            }
            MethodVisitor target = Weaver.this.cv.visitMethod(
                    Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
                    PREFIX + name,
                    descriptor,
                    null,
                    exceptions);
            return new MethodVisitor(Opcodes.ASM9, target) {
                @Override
                public void visitMethodInsn(
                        int opcode, String callee, String calleeName, String calleeDescriptor, boolean isInterface) {
                    boolean own = callee.equals(TEMPLATE);
                    super.visitMethodInsn(
                            opcode,
                            own ? owner : callee,
                            own ? PREFIX + calleeName : calleeName,
                            calleeDescriptor,
                            isInterface);
                }
            };
        }
    }
}
