package dev.flakydetector.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Hands the machine to the commands that ask for one in their constructor. */
final class Commands implements IFactory {

    private final Machine machine;

    Commands(Machine machine) {
        this.machine = machine;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Machine.class) {
                return type.cast(constructor.newInstance(machine));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
