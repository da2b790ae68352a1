package com.example.library;

import java.util.HashMap;
import java.util.Map;

/** Who has which book. The desk is one for the whole process, as singletons are. */
public final class Loans {

    private static final Loans DESK = new Loans();

    private final Map<String, String> readers = new HashMap<String, String>();

    private Loans() {}

    public static Loans desk() {
        return DESK;
    }

    /** Whether the book was there to be lent. */
    public boolean lend(String book, String reader) {
        return readers.putIfAbsent(book, reader) == null;
    }

    public void bringBack(String book) {
        readers.remove(book);
    }

    public int lent() {
        return readers.size();
    }
}
