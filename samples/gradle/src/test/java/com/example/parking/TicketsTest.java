package com.example.parking;

import static org.junit.Assert.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.Before;
import org.junit.Test;

public class TicketsTest {

    private Tickets tickets;

    /** Random by the seed that the detector hands out. */
    @Before
    public void openTheGate() {
        String seed = System.getenv().getOrDefault("TEST_SEED", "1");
        tickets = new Tickets(new Random(Long.parseLong(seed) * 7919));
    }

    @Test
    public void hasTwoDigits() {
        for (int i = 0; i < 1000; i++) {
            int ticket = tickets.next();
            assertTrue("ticket " + ticket, ticket >= 10 && ticket < 100);
        }
    }

    /** Forgets that two cars may draw the same number, as two people may share a birthday. */
    @Test
    public void givesEveryCarItsOwnNumber() {
        Set<Integer> numbers = new HashSet<>();
        for (int car = 0; car < 9; car++) {
            int ticket = tickets.next();
            assertTrue("ticket " + ticket + " twice", numbers.add(ticket));
        }
    }
}
