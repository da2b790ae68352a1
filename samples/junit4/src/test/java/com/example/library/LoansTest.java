package com.example.library;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class LoansTest {

    /** Leaves its book lent, which only another test notices. */
    @Test
    public void lendsABookOnce() {
        assertTrue(Loans.desk().lend("Momo", "Gigi"));
        assertFalse(Loans.desk().lend("Momo", "Beppo"));
    }

    /** Right only while nobody has lent a book: JUnit's own order happens to run it first. */
    @Test
    public void nothingIsLentAtFirst() {
        assertEquals("books lent", 0, Loans.desk().lent());
    }

    @Test
    public void takesABookBack() {
        Loans.desk().lend("Emil", "Pony");
        Loans.desk().bringBack("Emil");
        assertTrue(Loans.desk().lend("Emil", "Gustav"));
        Loans.desk().bringBack("Emil");
    }
}
