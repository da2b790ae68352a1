package dev.flakydetector.config;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Turns YAML text into a section whose values know their lines. */
public final class YamlSections {

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setMaxAliasesForCollections(10)
            .setAllowRecursiveKeys(false)
            .build();

    private YamlSections() {}

    /** The whole file; empty where it is empty or no YAML, which is then a problem. */
    public static Section root(String text, String name, List<String> problems) {
        try {
            Optional<Node> node = new Compose(SETTINGS).composeString(text);
            if (node.isPresent() && node.get() instanceof MappingNode mapping) {
                return new Section(name, "", mapping.getValue(), problems);
            }
            if (node.isPresent()) {
                problems.add("%s:%d: it must hold keys and values, such as 'runs: 20'"
                        .formatted(name, Section.line(node.get())));
            }
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            String hint = text.lines().skip(line - 1L).findFirst().orElse("").contains("\t")
                    ? "; YAML is indented with blanks, and this line has a tab"
                    : "";
            problems.add("%s:%d: not YAML: %s%s".formatted(name, line, e.getProblem(), hint));
        } catch (YamlEngineException e) {
            problems.add("%s: not YAML: %s".formatted(name, e.getMessage()));
        }
        return new Section(name, "", List.of(), problems);
    }
}
