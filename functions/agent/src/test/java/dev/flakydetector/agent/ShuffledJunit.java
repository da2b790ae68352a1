package dev.flakydetector.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;

/** One version of JUnit in a class loader of its own, whose classes pass the transformer as they do in a real run. */
final class ShuffledJunit extends URLClassLoader {

    private final ShuffleTransformer transformer;

    ShuffledJunit(String jar, long seed) {
        super(urls(jar), ClassLoader.getPlatformClassLoader());
        this.transformer = new ShuffleTransformer(seed);
    }

    private static URL[] urls(String jar) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains(jar) || entry.contains("hamcrest") || entry.contains("test-classes"))
                .map(ShuffledJunit::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/');
        try (InputStream in = getResourceAsStream(path + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] changed = transformer.transform(this, path, null, null, bytes);
            byte[] used = changed == null ? bytes : changed;
            return defineClass(name, used, 0, used.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** The letters in the order in which the methods of a class of {@link Letters} ran. */
    String run(String letters) {
        try {
            Class<?> type = loadClass(Letters.class.getName() + "$" + letters);
            List<?> ran =
                    (List<?>) loadClass(Letters.class.getName()).getField("RAN").get(null);
            ran.clear();
            loadClass("org.junit.runner.JUnitCore")
                    .getMethod("runClasses", Class[].class)
                    .invoke(null, (Object) new Class<?>[] {type});
            return String.join("", ran.stream().map(String::valueOf).toList());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
