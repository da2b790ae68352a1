package com.example.shop;

import java.util.HashSet;
import java.util.Set;

/** Coupons that may be used once; which were used is remembered for the whole process. */
public final class Coupons {

    private static final Set<String> USED = new HashSet<>();

    private Coupons() {}

    public static boolean redeem(String code) {
        return USED.add(code);
    }

    public static int used() {
        return USED.size();
    }
}
