package dev.flakydetector.scorer.serving;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks the names of a run's fields, guessing that they come as in the run before: a name that was foreseen is compared
 * byte by byte, which spares making a text of it and looking that up.
 */
final class FieldOrder {

    private final RequestFields fields;
    private final List<SerializableString> names = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int next;
    private int field;

    FieldOrder(RequestFields fields) {
        this.fields = fields;
    }

    /** A run begins. */
    void start() {
        next = 0;
    }

    /** Takes the parser to the name of the run's next field; false at the run's end, or where there is no name. */
    boolean advance(JsonParser in) throws IOException {
        int at = next++;
        if (at < names.size()) {
            if (in.nextFieldName(names.get(at))) {
                field = numbers.get(at);
                return true;
            }
        } else {
            in.nextToken();
        }
        if (in.currentToken() != JsonToken.FIELD_NAME) {
            return false;
        }
        field = fields.number(in.currentName());
        learn(at, in.currentName());
        return true;
    }

    /** Names without a meaning are not kept, so a request cannot make this grow. */
    private void learn(int at, String name) {
        if (field == RequestFields.NOWHERE) {
            return;
        }
        if (at < names.size()) {
            names.set(at, new SerializedString(name));
            numbers.set(at, field);
        } else if (at == names.size() && at < fields.all().size()) {
            names.add(new SerializedString(name));
            numbers.add(field);
        }
    }

    /** The number of the field whose name the parser stands at, or {@link RequestFields#NOWHERE}. */
    int field() {
        return field;
    }
}
