package dev.multistage.grader.dockerfile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples in the documentation of the packages that others may use compile as they stand. */
class ExamplesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/multistage/grader");
    private static final Pattern EXAMPLE =
            Pattern.compile("<pre>\\{@code\\n(.*?)\\* }</pre>", Pattern.DOTALL);

    @TempDir private Path classes;

    @ParameterizedTest
    @ValueSource(strings = {"dockerfile", "context"})
    void compile(String name) throws IOException {
        String documentation = Files.readString(SOURCES.resolve(name + "/package-info.java"));
        Matcher example = EXAMPLE.matcher(documentation);
        assertTrue(example.find(), "an example");
        StringBuilder source =
                new StringBuilder("import dev.multistage.grader." + name + ".*;\n")
                        .append("import java.io.*;\nimport java.nio.file.*;\n")
                        .append("class Example { void run(Path path) throws Exception {\n");
        example.group(1)
                .lines()
                .forEach(line -> source.append(line.replaceFirst("^ \\* ?", "")).append('\n'));
        assertTrue(errors(source.append("} }").toString()).isEmpty(), source.toString());
    }

    private String errors(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        SimpleJavaFileObject file =
                new SimpleJavaFileObject(
                        URI.create("string:///Example.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreErrors) {
                        return source;
                    }
                };
        StringWriter said = new StringWriter();
        boolean compiled =
                compiler.getTask(
                                said,
                                null,
                                null,
                                List.of(
                                        "-proc:none",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        "-d",
                                        classes.toString()),
                                null,
                                List.of(file))
                        .call();
        return compiled ? "" : "not compiled: " + said;
    }
}
