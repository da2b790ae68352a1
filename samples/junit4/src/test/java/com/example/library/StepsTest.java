package com.example.library;

import static org.junit.Assert.assertEquals;

import org.junit.FixMethodOrder;
import org.junit.Test;
import org.junit.runners.MethodSorters;

/** Steps that build on each other and say so: their order is not shuffled. */
@FixMethodOrder(MethodSorters.NAME_ASCENDING)
public class StepsTest {

    private static int step;

    @Test
    public void step1() {
        assertEquals(1, ++step);
    }

    @Test
    public void step2() {
        assertEquals(2, ++step);
    }

    @Test
    public void step3() {
        assertEquals(3, ++step);
    }
}
