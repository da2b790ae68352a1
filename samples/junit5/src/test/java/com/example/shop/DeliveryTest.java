package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10})
    void oneParcelHoldsTen(int items) {
        assertEquals(1, Delivery.parcels(items, 10));
    }

    /** Random by the seed that the detector hands out. */
    @Test
    void arrivesWithinFiveDays() {
        String seed = System.getenv().getOrDefault("TEST_SEED", "1");
        assertTrue(new Delivery(new Random(Long.parseLong(seed) * 7919)).days() <= 5, "too slow");
    }

    @Nested
    class OfManyItems {
        @Test
        void takesSeveralParcels() {
            assertEquals(3, Delivery.parcels(21, 10));
        }
    }
}
