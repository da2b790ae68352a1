package dev.flakydetector.adapter.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;

/** TOML as a tree. */
final class TomlFile {

    private TomlFile() {}

    /** Missing where the text is no TOML: Python's tools cannot read it either, and say so with the place of the mistake. */
    static JsonNode parse(String text) {
        try {
            return new TomlMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
