package dev.flakydetector.agent;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method of a test tool with a call of {@link SeededOrder} put in; always in a straight line, so stack maps still fit. */
abstract class WovenMethod extends MethodVisitor {

    private final Site site;

    private WovenMethod(MethodVisitor next, Site site) {
        super(Opcodes.ASM9, next);
        this.site = site;
    }

    /** Where the copied methods are, and the seed to call them with. */
    static final class Site {

        private final String owner;
        private final String prefix;
        private final long seed;

        Site(String owner, String prefix, long seed) {
            this.owner = owner;
            this.prefix = prefix;
            this.seed = seed;
        }
    }

    static MethodVisitor of(ShufflePoint point, MethodVisitor next, Site site) {
        switch (point) {
            case JUNIT4_METHODS:
                return new Junit4Methods(next, site);
            case JUNIT3_METHODS:
                return new Junit3Methods(next, site);
            case SUREFIRE_CLASSES:
                return new SurefireClasses(next, site);
        }
        throw new IllegalStateException("Unknown point " + point);
    }

    /** Calls a copied method; its other arguments are on the stack. */
    final void order(String method, String descriptor) {
        super.visitLdcInsn(site.seed);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, site.owner, site.prefix + method, descriptor, false);
    }

    final String owner() {
        return site.owner;
    }

    /** {@code return methods} becomes {@code return SeededOrder.methods(methods, getTestClass().getJavaClass(), seed)}. */
    private static final class Junit4Methods extends WovenMethod {

        private static final String TEST_CLASS = "org/junit/runners/model/TestClass";

        Junit4Methods(MethodVisitor next, Site site) {
            super(next, site);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.ARETURN) {
                visitVarInsn(Opcodes.ALOAD, 0);
                visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner(), "getTestClass", "()L" + TEST_CLASS + ";", false);
                visitMethodInsn(Opcodes.INVOKEVIRTUAL, TEST_CLASS, "getJavaClass", "()Ljava/lang/Class;", false);
                order("methods", "(Ljava/util/List;Ljava/lang/Class;J)Ljava/util/List;");
            }
            super.visitInsn(opcode);
        }
    }

    /** At the constructor's end, {@code SeededOrder.tests(fTests, theClass, seed)}. */
    private static final class Junit3Methods extends WovenMethod {

        Junit3Methods(MethodVisitor next, Site site) {
            super(next, site);
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.RETURN) {
                visitVarInsn(Opcodes.ALOAD, 0);
                visitFieldInsn(Opcodes.GETFIELD, owner(), "fTests", "Ljava/util/Vector;");
                visitVarInsn(Opcodes.ALOAD, 1);
                order("tests", "(Ljava/util/List;Ljava/lang/Class;J)V");
            }
            super.visitInsn(opcode);
        }
    }

    /** First {@code SeededOrder.classes(classes, runOrder, seed)}; a shuffle of Surefire's own, whose seed is chance, goes. */
    private static final class SurefireClasses extends WovenMethod {

        SurefireClasses(MethodVisitor next, Site site) {
            super(next, site);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            visitVarInsn(Opcodes.ALOAD, 1);
            visitVarInsn(Opcodes.ALOAD, 2);
            order("classes", "(Ljava/util/List;Ljava/lang/Object;J)V");
        }

        @Override
        public void visitMethodInsn(int opcode, String callee, String name, String descriptor, boolean isInterface) {
            if (!callee.equals("java/util/Collections") || !name.equals("shuffle")) {
                super.visitMethodInsn(opcode, callee, name, descriptor, isInterface);
                return;
            }
            if (descriptor.contains("Ljava/util/Random;")) {
                visitInsn(Opcodes.POP);
            }
            visitInsn(Opcodes.POP);
        }
    }
}
