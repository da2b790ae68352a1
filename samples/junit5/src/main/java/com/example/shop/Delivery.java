package com.example.shop;

import java.util.Random;

/** Estimates how long a parcel takes. */
public final class Delivery {

    private final Random random;

    public Delivery(Random random) {
        this.random = random;
    }

    /** Two to six days. */
    public int days() {
        return 2 + random.nextInt(5);
    }

    public static int parcels(int items, int perParcel) {
        return (items + perParcel - 1) / perParcel;
    }
}
