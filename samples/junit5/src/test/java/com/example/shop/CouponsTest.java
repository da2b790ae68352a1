package com.example.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CouponsTest {

    @Test
    void redeemsACouponOnce() {
        assertTrue(Coupons.redeem("SPRING"));
        assertFalse(Coupons.redeem("SPRING"));
    }

    @Test
    void startsWithoutUsedCoupons() {
        assertEquals(0, Coupons.used(), "coupons used before the shop opened");
    }

    @Test
    void takesManyCoupons() {
        assertTrue(Coupons.redeem("SUMMER"));
        assertTrue(Coupons.redeem("AUTUMN"));
    }
}
